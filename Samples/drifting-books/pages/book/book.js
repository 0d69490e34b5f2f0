import { find } from '../../common/data/books.js';

export default {
  data: {
    id: '',
    book: {},
    taken: false,
  },

  onInit() {
    this.book = find(this.id) || this.$app.data.books[0];
    this.taken = this.$app.data.reading.includes(this.book.id);
  },

  take() {
    if (this.taken) return;
    this.$app.data.reading.push(this.book.id);
    this.taken = true;
  },
};
