import { categories, summary, yuan } from '../../data/menu';

const app = getApp();

Page({
  data: {
    categories: categories.map(({ id, name }) => ({ id, name })),
    current: categories[0].id,
    items: [],
    count: 0,
    total: '0',
  },

  onShow() {
    this.refresh();
  },

  choose({ currentTarget }) {
    this.setData({ current: currentTarget.dataset.id });
    this.refresh();
  },

  change(count, id) {
    app.globalData.cart = { ...app.globalData.cart, [id]: count };
    this.refresh();
  },

  refresh() {
    const { cart } = app.globalData;
    const category = categories.find(({ id }) => id === this.data.current);
    const { count, total } = summary(cart);
    this.setData({
      items: category.items.map((item) => ({ ...item, yuan: yuan(item.price), count: cart[item.id] || 0 })),
      count,
      total,
    });
  },

  confirm() {
    my.navigateTo({ url: '/pages/confirm/index' });
  },
});
