export const books = [
  {
    id: 'b1',
    title: '山茶文具店',
    author: '小川糸',
    cover: '#B5533C',
    shelf: '湖滨邮局',
    note: '读到代笔那一段，给外婆写了一封信。',
    trail: ['杭州 · 湖滨邮局', '苏州 · 平江路', '绍兴 · 仓桥直街'],
  },
  {
    id: 'b2',
    title: '海浪来的时候',
    author: '陈屿',
    cover: '#2F6DA8',
    shelf: '运河书亭',
    note: '书里夹了一张去舟山的船票，请一起传下去。',
    trail: ['宁波 · 老外滩', '杭州 · 运河书亭'],
  },
  {
    id: 'b3',
    title: '慢火车',
    author: '周禾',
    cover: '#4C7A5A',
    shelf: '城站候车厅',
    note: '适合没有座位的夜车。',
    trail: ['成都 · 玉林路', '西安 · 书院门', '杭州 · 城站候车厅'],
  },
  {
    id: 'b4',
    title: '屋顶上的菜园',
    author: '林沐',
    cover: '#B98A2C',
    shelf: '滨江社区食堂',
    note: '照着第三章种出了薄荷。',
    trail: ['杭州 · 滨江社区食堂'],
  },
];

export const find = (id) => books.find((book) => book.id === id);
