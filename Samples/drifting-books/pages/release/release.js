import prompt from '@system.prompt';
import router from '@system.router';

export default {
  data: {
    name: '',
    place: '',
    note: '',
    problem: '',
  },

  setName({ value }) {
    this.name = value.trim();
  },

  setPlace({ value }) {
    this.place = value.trim();
  },

  setNote({ value }) {
    this.note = value.trim();
  },

  submit() {
    if (!this.name || !this.place) {
      this.problem = this.$t('release.missing');
      return;
    }
    const { data } = this.$app;
    const id = `b${data.books.length + 1}`;
    data.books.unshift({
      id,
      title: this.name,
      author: '',
      cover: '#6D43C9',
      shelf: this.place,
      note: this.note,
      trail: [this.place],
    });
    data.released.push(id);
    prompt.showToast({ message: this.$t('release.done') });
    router.back();
  },
};
