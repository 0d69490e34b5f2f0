import router from '@system.router';

export default {
  data: {
    books: [],
  },

  onInit() {
    this.books = this.$app.data.books;
  },

  open(id) {
    router.push({ uri: 'pages/book/book', params: { id } });
  },

  release() {
    router.push({ uri: 'pages/release/release' });
  },

  mine() {
    router.push({ uri: 'pages/mine/mine' });
  },
};
