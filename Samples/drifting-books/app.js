import { books } from './common/data/books.js';

export default {
  data: {
    books,
    // 我放漂的书和我正在读的书，按编号。
    released: ['b3'],
    reading: ['b1'],
  },

  onLaunch() {
    console.info('漂流书架启动');
  },

  onShow() {},

  onHide() {},

  onError(message) {
    console.error('漂流书架', message);
  },
};
