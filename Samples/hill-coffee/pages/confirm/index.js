import { summary } from '../../data/menu';

const app = getApp();

Page({
  data: {
    store: {},
    way: '到店自取',
    lines: [],
    total: '0',
    memo: '',
    placing: false,
  },

  onLoad() {
    const { store, way, cart } = app.globalData;
    this.setData({ store, way: way || '到店自取', ...summary(cart) });
  },

  note({ detail }) {
    this.setData({ memo: detail.value });
  },

  place() {
    if (this.data.placing) return;
    this.setData({ placing: true });
    const { store, way, lines, total, memo } = this.data;
    const order = app.placeOrder({ store: store.name, way, lines, total, memo });
    my.showToast({ content: `取餐码 ${order.pickupCode}` });
    my.switchTab({ url: '/pages/orders/index' });
  },
});
