Page({
  data: {
    coupons: [
      { id: 'weekday', name: '工作日早安券', rule: '上午十点前，满 20 元可用', until: '12 月 31 日', yuan: 5 },
      { id: 'pair', name: '双人券', rule: '满 48 元可用', until: '1 月 15 日', yuan: 12 },
    ],
  },
});
