const app = getApp();

Page({
  data: {
    orders: [],
  },

  onShow() {
    this.setData({ orders: app.globalData.orders });
  },

  start() {
    my.switchTab({ url: '/pages/menu/index' });
  },
});
