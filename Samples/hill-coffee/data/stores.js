export const stores = [
  { id: 'lake', name: '湖滨店', address: '杭州市上城区东坡路 66 号', hours: '07:30 至 21:30', distance: '320 米', waiting: 4 },
  { id: 'canal', name: '运河店', address: '杭州市拱墅区小河路 458 号', hours: '08:00 至 20:30', distance: '2.1 千米', waiting: 1 },
  { id: 'river', name: '滨江店', address: '杭州市滨江区江南大道 1088 号', hours: '07:00 至 22:00', distance: '5.6 千米', waiting: 7 },
];
