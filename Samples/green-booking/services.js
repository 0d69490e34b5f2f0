'use strict';

// 服务、时长（分钟）和每天的开放时间。真实的小程序会向服务器要这些，这里写在包里，不联网也能用。
window.SERVICES = [
  { id: 'dental', name: '口腔检查', place: '青禾社区门诊 2 楼', minutes: 30, price: '¥80', from: 9, to: 17 },
  { id: 'checkup', name: '儿童体检', place: '青禾社区门诊 1 楼', minutes: 40, price: '免费', from: 8, to: 12 },
  { id: 'vaccine', name: '疫苗接种', place: '青禾社区门诊 1 楼', minutes: 15, price: '按疫苗', from: 8, to: 16 },
  { id: 'cleaning', name: '家庭保洁', place: '上门', minutes: 120, price: '¥168 起', from: 8, to: 18 },
  { id: 'haircut', name: '上门理发', place: '上门，60 岁以上优先', minutes: 40, price: '¥30', from: 9, to: 17 },
  { id: 'repair', name: '水电维修', place: '上门', minutes: 60, price: '¥60 起', from: 8, to: 20 },
];
