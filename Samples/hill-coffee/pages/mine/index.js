const app = getApp();

Page({
  data: {
    stamps: 0,
    store: {},
  },

  onShow() {
    const { orders, store } = app.globalData;
    this.setData({ stamps: orders.length % 10, store });
  },

  open({ currentTarget }) {
    my.navigateTo({ url: currentTarget.dataset.url });
  },

  call() {
    my.alert({ title: app.globalData.store.name, content: '请在营业时间到店，或在订单里留言。' });
  },
});
