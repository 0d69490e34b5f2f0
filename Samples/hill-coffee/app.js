import { stores } from './data/stores';

App({
  globalData: {
    store: stores[0],
    // 购物车：商品编号到数量。
    cart: {},
    orders: [],
  },

  onLaunch() {
    const saved = my.getStorageSync({ key: 'orders' });
    this.globalData.orders = saved.data || [];
  },

  onError(message) {
    console.error('山丘咖啡', message);
  },

  // 下单：生成取餐码，清空购物车，保存最近二十单。
  placeOrder(order) {
    const { globalData } = this;
    const placed = {
      ...order,
      id: Date.now(),
      pickupCode: String(1000 + (globalData.orders.length * 37) % 9000),
      placedAt: new Date().toLocaleString('zh-CN'),
      status: '制作中',
    };
    globalData.orders = [placed, ...globalData.orders].slice(0, 20);
    globalData.cart = {};
    my.setStorageSync({ key: 'orders', data: globalData.orders });
    return placed;
  },
});
