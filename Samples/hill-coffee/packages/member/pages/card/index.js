const app = getApp();

Page({
  data: {
    marks: [],
  },

  onShow() {
    const stamps = app.globalData.orders.length % 10;
    this.setData({ marks: Array.from({ length: 10 }, (_, index) => index < stamps) });
  },
});
