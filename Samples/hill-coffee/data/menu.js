// 价格以分为单位，避免小数误差。
export const categories = [
  {
    id: 'season',
    name: '当季',
    items: [
      { id: 'osmanthus', name: '桂花拿铁', note: '桂花蜜与浓缩，微甜', price: 2600, tint: '#E9B44C' },
      { id: 'chestnut', name: '栗子澳白', note: '现磨栗子泥，口感绵密', price: 2800, tint: '#B07B4F' },
    ],
  },
  {
    id: 'espresso',
    name: '意式',
    items: [
      { id: 'americano', name: '美式', note: '埃塞俄比亚与哥伦比亚拼配', price: 1600, tint: '#5B3A29' },
      { id: 'latte', name: '拿铁', note: '可换燕麦奶', price: 2200, tint: '#C49A6C' },
      { id: 'flat-white', name: '澳白', note: '双份浓缩，奶泡更薄', price: 2400, tint: '#A9744F' },
    ],
  },
  {
    id: 'filter',
    name: '手冲',
    items: [
      { id: 'yirgacheffe', name: '耶加雪菲', note: '柑橘、茉莉花', price: 3200, tint: '#D98E5F' },
      { id: 'yunnan', name: '云南普洱', note: '红糖、坚果，回甘长', price: 3000, tint: '#8C5A3C' },
    ],
  },
  {
    id: 'tea',
    name: '茶饮',
    items: [
      { id: 'longjing', name: '龙井冷泡', note: '六小时冷泡，不加糖', price: 1800, tint: '#8DAA5D' },
      { id: 'jasmine', name: '茉莉奶绿', note: '三分糖，鲜奶', price: 2000, tint: '#C9CF9A' },
    ],
  },
  {
    id: 'bakery',
    name: '烘焙',
    items: [
      { id: 'croissant', name: '黄油可颂', note: '每天七点、十一点出炉', price: 1500, tint: '#E2A95B' },
      { id: 'scone', name: '蔓越莓司康', note: '配海盐奶油', price: 1800, tint: '#C97B63' },
    ],
  },
];

const byID = {};
categories.forEach((category) => category.items.forEach((item) => { byID[item.id] = item; }));

export const find = (id) => byID[id];

// 把购物车变成页面要的行和合计。
export function summary(cart) {
  const lines = Object.keys(cart)
    .filter((id) => cart[id] > 0 && byID[id])
    .map((id) => ({ ...byID[id], count: cart[id], amount: yuan(byID[id].price * cart[id]) }));
  const total = lines.reduce((sum, line) => sum + line.price * line.count, 0);
  const count = lines.reduce((sum, line) => sum + line.count, 0);
  return { lines, count, total: yuan(total) };
}

export function yuan(cents) {
  return (cents / 100).toFixed(cents % 100 ? 2 : 0);
}
