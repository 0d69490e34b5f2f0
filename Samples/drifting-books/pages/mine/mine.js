export default {
  data: {
    reading: [],
    released: [],
  },

  onShow() {
    const { data } = this.$app;
    const pick = (ids) => data.books.filter(({ id }) => ids.includes(id));
    this.reading = pick(data.reading);
    this.released = pick(data.released);
  },
};
