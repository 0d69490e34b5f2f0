'use strict';

(function () {
  const services = window.SERVICES;
  const weekdays = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];
  const byID = (id) => document.getElementById(id);
  const state = { service: services[0].id, day: 0, time: null, bookings: load() };

  // 在沙箱里没有本地存储，读写都会抛出错误：预约就只留到页面关闭。
  function load() {
    try {
      return JSON.parse(window.localStorage.getItem('bookings')) || [];
    } catch (error) {
      return [];
    }
  }

  function save() {
    try {
      window.localStorage.setItem('bookings', JSON.stringify(state.bookings));
    } catch (error) {
      // 留在内存里。
    }
  }

  const service = () => services.find(({ id }) => id === state.service);

  function dayAt(offset) {
    const date = new Date();
    date.setHours(0, 0, 0, 0);
    date.setDate(date.getDate() + offset);
    return date;
  }

  function label(date) {
    return `${date.getMonth() + 1} 月 ${date.getDate()} 日 ${weekdays[date.getDay()]}`;
  }

  // 哪些时间已被约走：由服务和日期算出，同一天打开多少次都一样。
  function isTaken(date, minutes) {
    let value = date.getDate() * 31 + date.getMonth() * 7 + minutes;
    for (const letter of state.service) value = (value * 33 + letter.charCodeAt(0)) % 1009;
    return value % 10 < 3;
  }

  function slots() {
    const { minutes, from, to } = service();
    const date = dayAt(state.day);
    const step = Math.max(30, minutes);
    const now = new Date();
    const result = [];
    for (let start = from * 60; start + minutes <= to * 60; start += step) {
      const begins = new Date(date.getTime() + start * 60000);
      const text = `${String(Math.floor(start / 60)).padStart(2, '0')}:${String(start % 60).padStart(2, '0')}`;
      const mine = state.bookings.some((one) => one.at === begins.getTime());
      result.push({ text, at: begins.getTime(), free: begins > now && !mine && !isTaken(date, start) });
    }
    return result;
  }

  // 一个单选按钮。文字只经 textContent 写入。
  function choice(lines, isChosen, isFree, choose) {
    const button = document.createElement('button');
    button.type = 'button';
    button.setAttribute('role', 'radio');
    button.setAttribute('aria-checked', String(isChosen));
    button.disabled = !isFree;
    lines.forEach((line, index) => {
      const span = document.createElement('span');
      span.className = index === 0 ? 'main' : 'more';
      span.textContent = line;
      button.append(span);
    });
    button.addEventListener('click', choose);
    return button;
  }

  function render() {
    byID('services').replaceChildren(...services.map((one) => choice(
      [one.name, `${one.minutes} 分钟，${one.price}`],
      one.id === state.service,
      true,
      () => { state.service = one.id; state.time = null; render(); },
    )));
    byID('days').replaceChildren(...Array.from({ length: 7 }, (_, offset) => {
      const date = dayAt(offset);
      const name = offset === 0 ? '今天' : offset === 1 ? '明天' : weekdays[date.getDay()];
      return choice([name, `${date.getMonth() + 1}/${date.getDate()}`], offset === state.day, true, () => {
        state.day = offset;
        state.time = null;
        render();
      });
    }));
    const all = slots();
    const free = all.filter((slot) => slot.free).length;
    byID('times-hint').textContent = free > 0 ? `还有 ${free} 个时间可约` : '这一天约满了，换一天看看';
    byID('times').replaceChildren(...all.map((slot) => choice(
      [slot.text],
      slot.at === state.time,
      slot.free,
      () => { state.time = slot.at; problem(''); render(); },
    )));
    const chosen = all.find((slot) => slot.at === state.time);
    byID('summary').textContent = chosen
      ? `${service().name}，${label(dayAt(state.day))} ${chosen.text}`
      : `${service().name}，请选择时间`;
    renderMine();
  }

  function renderMine() {
    const { bookings } = state;
    byID('list').replaceChildren(...bookings.map((one) => {
      const item = document.createElement('li');
      for (const [name, text] of [['main', one.service], ['more', one.when], ['more', `${one.place}，${one.guest}`]]) {
        const line = document.createElement('p');
        line.className = name;
        line.textContent = text;
        item.append(line);
      }
      const cancel = document.createElement('button');
      cancel.type = 'button';
      cancel.className = 'plain';
      cancel.textContent = '取消预约';
      cancel.addEventListener('click', () => {
        state.bookings = bookings.filter((other) => other !== one);
        save();
        render();
      });
      item.append(cancel);
      return item;
    }));
    byID('empty').hidden = bookings.length > 0;
    byID('count').hidden = bookings.length === 0;
    byID('count').textContent = String(bookings.length);
  }

  function problem(text) {
    byID('problem').textContent = text;
    byID('problem').hidden = text === '';
  }

  function submit() {
    const guest = byID('guest').value.trim();
    const slot = slots().find((one) => one.at === state.time && one.free);
    if (!slot) return problem('请先选一个时间');
    if (guest === '') {
      byID('guest').focus();
      return problem('请写下怎么称呼你');
    }
    const { name, place } = service();
    const when = `${label(dayAt(state.day))} ${slot.text}`;
    state.bookings = [...state.bookings, { service: name, place, guest, when, at: slot.at }]
      .sort((one, other) => one.at - other.at);
    state.time = null;
    save();
    problem('');
    byID('done-text').textContent = `${guest}，${when}，${name}。请提前五分钟到。`;
    byID('done').showModal();
    render();
  }

  function show(tab) {
    for (const name of ['book', 'mine']) byID(name).hidden = name !== tab;
    document.querySelectorAll('[data-tab]').forEach((button) => {
      if (button.dataset.tab === tab) button.setAttribute('aria-current', 'page');
      else button.removeAttribute('aria-current');
    });
    window.scrollTo(0, 0);
  }

  document.querySelectorAll('[data-tab]').forEach((button) => {
    button.addEventListener('click', () => show(button.dataset.tab));
  });
  byID('submit').addEventListener('click', submit);
  byID('start').addEventListener('click', () => show('book'));
  byID('close').addEventListener('click', () => {
    byID('done').close();
    show('mine');
  });
  // 今天已经约满或打烊时，从最近能约的一天开始。
  while (state.day < 6 && !slots().some((slot) => slot.free)) state.day += 1;
  render();
}());
