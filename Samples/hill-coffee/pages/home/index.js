import { stores } from '../../data/stores';
import { categories } from '../../data/menu';

const app = getApp();

Page({
  data: {
    greeting: '',
    store: stores[0],
    minutes: 0,
    season: categories[0].items,
  },

  onShow() {
    const hour = new Date().getHours();
    const { store } = app.globalData;
    this.setData({
      greeting: hour < 11 ? '早上好' : hour < 18 ? '下午好' : '晚上好',
      store,
      minutes: 3 + store.waiting * 2,
    });
  },

  chooseStore() {
    my.showActionSheet({
      title: '选择门店',
      items: stores.map((store) => `${store.name}（${store.distance}）`),
      success: ({ index }) => {
        if (index < 0) return;
        app.globalData.store = stores[index];
        this.onShow();
      },
    });
  },

  order({ currentTarget }) {
    app.globalData.way = currentTarget.dataset.way;
    my.switchTab({ url: '/pages/menu/index' });
  },
});
