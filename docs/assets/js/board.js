'use strict';
// Filter, sort and address for a table that is already on the page. The markup is a plain
// table. Rows are searched by one pass over folded strings and put in order by keys made once; of a table of many
// thousands only what is shown stands in the page.
//
//   table[data-filter]        gets the tools; a long one shows its first rows and the others on demand
//   th[data-facet]            gets a select with the column's distinct values
//   th[data-nosort]           gets no sort button
//   td[data-sort]             sorts by this value instead of its text
//   table[data-layout=scroll] stays a table on a phone (default: cards, with or without filter)
//   table[data-rest]          is the first piece of a long one: the pages named there have the other rows, which are
//                             fetched before anything but the first piece is shown
//
// State lives in the query of the address: q, sort and a facet's values, columns by their titles
// (?co-quan=…&sort=-han: the minus sign is for descending; addresses of before number them: c2, sort=-3).
// A second table on a page uses the prefix t2-, a third t3-.

import { fold } from './fold.js';

/** Rows that a table shows at first; each further step shows five times as many. */
const PIECE = matchMedia('(max-width: 44.9375em)').matches ? 6 : 20;

/** Rows up to which all of them stand in the page; of more, those that are shown, or printed. */
const WHOLE = 1000;

const collator = new Intl.Collator('vi', { numeric: true, sensitivity: 'variant' });
const paperSide = matchMedia('print');

/** What puts words in Vietnamese order when compared letter by letter, some twenty times faster than the collator. */
function collated(value) {
  const letters = value.toLowerCase().replace(/đ/g, 'd\u0306').normalize('NFD');
  const plain = letters
    .replace(/[\u0300\u0301\u0303\u0309\u0323]/g, '')
    .replace(/\d+/g, (digits) => digits.padStart(12, '0'))
    .replace(/([adeiou])([\u0306\u0302\u031b]?)/g, (all, letter, mark) => letter + '\0\u0001\u0002\u0003'['\u0306\u0302\u031b'.indexOf(mark || '-') + 1]);
  return `${plain}\0${letters.replace(/[^\u0300\u0301\u0303\u0309\u0323]/g, '0').replace(/[^0]/g, (tone) => '\u0300\u0309\u0303\u0301\u0323'.indexOf(tone) + 1)}`;
}

const text = (cell) => (cell ? cell.textContent.replace(/\s+/g, ' ').trim() : '');

/** A number as Vietnamese pages print it (1.204,5) or null. */
function number(value) {
  const plain = value.replace(/[\s%]/g, '').replace(/^[−–]/, '-');
  if (!/^-?\d[\d.]*(,\d+)?$/.test(plain)) return null;
  const grouped = /^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(plain);
  return Number((grouped ? plain.replace(/\./g, '') : plain).replace(',', '.'));
}

function key(own, plain) {
  const value = plain ? (/^-?\d+(\.\d+)?$/.test(own) ? Number(own) : null) : number(own);
  return value === null || Number.isNaN(value) ? own && collated(own) : value;
}

const encoder = new TextEncoder();

/** The bytes of a line as spreadsheets read it; nothing in it begins a formula. */
const csv = (texts, mark = '') =>
  encoder.encode(`${mark}${texts.map((value) => `"${value.replace(/^[=+\-@\t]/, "'$&").replaceAll('"', '""')}"`).join(',')}\r\n`);

/** What is empty first, then numbers, then words. */
function compare(a, b) {
  if (typeof a === typeof b) return a < b ? -1 : Number(a > b);
  return a === '' || (b !== '' && typeof a === 'number') ? -1 : 1;
}

function element(name, properties, ...children) {
  const node = Object.assign(document.createElement(name), properties);
  node.append(...children);
  return node;
}

function labelled(control, label) {
  return element('div', {}, element('label', { htmlFor: control.id, textContent: label }), control);
}

const headCells = (table) => (table.tHead ? Array.from(table.tHead.rows[table.tHead.rows.length - 1].cells) : []);

/** On a phone rows become cards: what names the row stands first, labels are from the head, roles because display:block drops them. */
export function cards(table, rows = Array.from(table.tBodies[0].rows)) {
  const heads = headCells(table);
  if (!heads.length || table.dataset.layout === 'scroll') return;
  const names = heads.map((head) => text(head.querySelector('.on-paper') ?? head));
  table.dataset.names ??= heads.findIndex(
    (head, column) =>
      !('facet' in head.dataset) && !head.classList.contains('num') && rows.every((row) => text(row.cells[column])),
  );
  const first = Number(table.dataset.names);
  table.classList.add('board--cards');
  table.setAttribute('role', 'table');
  table.querySelectorAll('thead, tbody').forEach((part) => part.setAttribute('role', 'rowgroup'));
  heads.forEach((head) => head.setAttribute('role', 'columnheader'));
  [...table.querySelectorAll('thead tr, tfoot tr'), ...rows].forEach((row) => row.setAttribute('role', 'row'));
  rows.forEach((row) => {
    const head = row.querySelector('th') ?? row.cells[first];
    Array.from(row.cells).forEach((cell, column) => {
      cell.setAttribute('role', cell === head ? 'rowheader' : 'cell');
      if (cell !== head && names[column]) cell.dataset.label = names[column];
    });
  });
}

export function enhance(table, index) {
  const heads = headCells(table);
  const body = table.tBodies[0];
  const names = heads.map(text);
  const rows = [];
  const keys = heads.map(() => new Map());
  const known = [];
  /** Know rows by their words; ``base``: where they were fetched, from where their links lead. */
  const take = (own, base) =>
    own.map((row) => {
      const texts = Array.from(row.cells, text);
      const raw = Array.from(row.cells, (cell, column) => cell.dataset.sort ?? texts[column]);
      raw.forEach((value, column) => keys[column]?.has(value) || keys[column]?.set(value, key(value, row.cells[column].dataset.sort !== undefined)));
      const entry = { row, base, texts, raw, folded: fold(texts.join(' ')), line: csv(texts) };
      rows.push(entry);
      return entry;
    });
  /** The place of each row's value among those of its column, from 1; 0: it has none. Made once, again when rows came. */
  function places(column) {
    if (known[column]?.length === rows.length) return known[column];
    const values = Array.from(new Set(rows.map(({ raw }) => raw[column] ?? '')).add(''), (value) => [value, keys[column].get(value) ?? '']);
    const at = new Map(values.sort((a, b) => compare(a[1], b[1])).map(([value], place) => [value, place]));
    return (known[column] = Int32Array.from(rows, ({ raw }) => at.get(raw[column] ?? '')));
  }
  take(Array.from(body.rows));
  let ordered = rows;
  const prefix = index ? `t${index + 1}-` : '';
  const slug = (name) => fold(name).replace(/[^a-z0-9]+/g, '-');
  const slugs = names.map((name, column) => slug(name) + (names.indexOf(name) < column ? `-${column}` : ''));
  const id = (name) => `board-${index + 1}-${name}`;

  // --- the tools
  const input = element('input', { type: 'search', id: id('q'), autocomplete: 'off' });
  const tools = element('div', { className: 'board-tools' }, labelled(input, 'Lọc dòng (có dấu hoặc không dấu)'));
  tools.setAttribute('role', 'group');
  tools.setAttribute('aria-label', `Lọc và xếp bảng: ${text(table.caption) || 'bảng'}`);

  const facets = heads.flatMap((head, column) => {
    if (!('facet' in head.dataset)) return [];
    const select = element('select', { id: id(`c${column}`) });
    tools.append(labelled(select, names[column]));
    return [{ column, select }];
  });
  const offer = () =>
    facets.forEach(({ column, select }) => {
      const values = new Map();
      rows.forEach(({ texts }) => {
        const value = texts[column];
        if (value) values.set(value, (values.get(value) || 0) + 1);
      });
      const listed = Array.from(values.keys()).sort(collator.compare);
      select.replaceChildren(new Option('Tất cả', ''), ...listed.map((value) => new Option(`${value} (${values.get(value)})`, value)));
    });
  offer();

  // Cards hide the head of the table, so the order needs a control of its own there.
  const order = element('select', { id: id('sort') }, new Option('Thứ tự ban đầu', ''));
  const sortable = heads.map((head) => !('nosort' in head.dataset) && text(head) !== '');
  names.forEach((name, column) => {
    if (!sortable[column]) return;
    order.add(new Option(`${name}, tăng dần`, slugs[column]));
    order.add(new Option(`${name}, giảm dần`, `-${slugs[column]}`));
  });
  const orderBox = labelled(order, 'Xếp theo');
  orderBox.className = 'board-sort';
  const reset = element('button', { type: 'button', textContent: 'Bỏ lọc', hidden: true });
  const count = element('p', { className: 'board-count' });
  count.setAttribute('role', 'status');
  const save = element('button', { type: 'button', textContent: 'Tải các dòng này (CSV)' });
  tools.append(orderBox, reset, save, count);
  const more = element('button', { type: 'button', className: 'board-more' });
  const paper = element('p', { className: 'on-paper' });

  heads.forEach((head, column) => {
    if (!sortable[column]) return;
    const button = element('button', { type: 'button' }, ...Array.from(head.childNodes));
    // On paper a browser repeats the head of a table on every sheet, but not its buttons.
    head.append(button, element('span', { className: 'on-paper', textContent: names[column] }));
    button.addEventListener('click', () => {
      order.value = order.value === slugs[column] ? `-${slugs[column]}` : slugs[column];
      change();
    });
  });

  // --- state
  function read() {
    const query = new URLSearchParams(location.search);
    input.value = query.get(`${prefix}q`) || '';
    order.value = (query.get(`${prefix}sort`) || '').replace(/^(-?)(\d+)$/, (all, sign, column) => (column in slugs ? sign + slugs[column] : all));
    if (order.selectedIndex < 0) order.value = '';
    facets.forEach(({ column, select }) => {
      select.value = query.get(prefix + slugs[column]) || query.get(`${prefix}c${column}`) || '';
      if (select.selectedIndex < 0) select.value = '';
    });
  }

  function remember() {
    const url = new URL(location.href);
    const keep = (name, value) => (value ? url.searchParams.set(prefix + name, value) : url.searchParams.delete(prefix + name));
    keep('q', input.value.trim().normalize('NFC'));
    keep('sort', order.value);
    facets.forEach(({ column, select }) => {
      keep(slugs[column], select.value);
      keep(`c${column}`, '');
    });
    history.replaceState(history.state, '', url);
  }

  // Some browsers refuse more than 100 changes of the address in 30 seconds.
  let waiting = 0;
  function rememberSoon() {
    clearTimeout(waiting);
    waiting = setTimeout(remember, 300);
  }

  let limit = PIECE;
  let missing = '';
  let matched = rows;
  function show() {
    const words = fold(input.value).split(' ').filter(Boolean);
    const wanted = facets.filter(({ select }) => select.value).map(({ column, select }) => [column, select.value]);
    matched = ordered.filter(
      ({ texts, folded }) =>
        words.every((word) => folded.includes(word)) && wanted.every(([column, value]) => texts[column] === value),
    );
    place();
    const left = matched.length - limit;
    more.hidden = left <= 0 && !rest.length;
    more.textContent = rest.length ? 'Xem thêm' : `Xem thêm (còn ${left.toLocaleString('vi')} dòng)`;
    const total = rows.length.toLocaleString('vi');
    const told =
      matched.length === rows.length
        ? `${total} dòng${rest.length ? ' đầu' : ''}.`
        : `${matched.length.toLocaleString('vi')} trong ${total} dòng khớp bộ lọc.`;
    count.textContent = told + missing;
    const chosen = wanted.map(([column, value]) => `${names[column]}: ${value}`);
    if (input.value) chosen.unshift(`có “${input.value.trim()}”`);
    reset.hidden = !chosen.length;
    paper.textContent = chosen.length ? `Chỉ in các dòng ${chosen.join('; ')}: ${count.textContent}` : '';
  }

  /** Put rows into the page: all, those that do not match hidden; of very many only what is shown. */
  function place() {
    const target = named();
    if (rows.length > WHOLE) {
      const on = paperSide.matches ? matched : matched.slice(0, limit);
      if (target && !on.includes(target)) on.push(target);
      on.forEach(({ row }) => (row.hidden = false));
      put(on);
      return;
    }
    rows.forEach(({ row }) => {
      row.hidden = true;
      row.classList.remove('later');
    });
    matched.forEach((entry, place) => {
      entry.row.hidden = false;
      // Paper has no buttons, so these rows are only hidden on the screen.
      entry.row.classList.toggle('later', place >= limit && entry !== target);
    });
    put(ordered);
  }

  /** Have these rows in the table, in this order, as the first ones were made. */
  function put(on) {
    const bare = on.filter(({ base }) => base);
    bare.forEach((entry) => {
      entry.row.querySelectorAll('a[href]').forEach((link) => (link.href = new URL(link.getAttribute('href'), entry.base)));
      entry.base = '';
    });
    if (bare.length) cards(table, bare.map(({ row }) => row));
    const here = body.rows;
    if (on.length !== here.length || on.some(({ row }, place) => row !== here[place])) body.replaceChildren(...on.map(({ row }) => row));
  }

  paperSide.addEventListener('change', place);

  function sort() {
    const column = slugs.indexOf(order.value.replace(/^-/, ''));
    const sign = order.value.startsWith('-') ? -1 : 1;
    heads.forEach((head, position) => {
      if (position === column) head.setAttribute('aria-sort', sign > 0 ? 'ascending' : 'descending');
      else head.removeAttribute('aria-sort');
    });
    ordered = rows;
    if (!order.value) return;
    // Empty cells stay last in both directions: "no date" is no date. Rows of one value keep their order.
    const many = rows.length;
    const own = places(column);
    const sorted = Float64Array.from(own, (place, position) => (place ? sign * place : many + 1) * many + position).sort();
    ordered = Array.from(sorted, (at) => rows[((at % many) + many) % many]);
  }

  let sortedBy = '';
  function update() {
    if (order.value !== sortedBy) {
      sort();
      sortedBy = order.value;
    }
    show();
  }

  async function change() {
    await all();
    limit = PIECE;
    update();
    rememberSoon();
  }

  // --- the further pieces
  let rest = (table.dataset.rest || '').split(' ').filter(Boolean);
  const here = location.pathname;

  let loading = null;

  /** Have all pieces, fetched once; what cannot be is told, and the link below the table still leads there. */
  function all() {
    if (rest.length) loading ??= fetched().finally(() => (loading = null));
    return loading;
  }

  async function fetched() {
    count.textContent = 'Đang tải các phần còn lại…';
    try {
      const pages = rest.map(async (url) => {
        const answer = await fetch(new URL(url, new URL(here, location.href)));
        if (!answer.ok) throw new Error(answer.statusText);
        return [answer.url, await answer.text()];
      });
      const fetched = await Promise.all(pages);
      const first = rows.length;
      for (const [base, page] of fetched) {
        const parsed = new DOMParser().parseFromString(page, 'text/html');
        const own = Array.from(parsed.querySelector('table.board[data-filter]').tBodies[0].rows);
        take(own, base).forEach(({ row }) => document.adoptNode(row));
        count.textContent = `Đang tải các phần còn lại… ${(rows.length - first).toLocaleString('vi')} dòng`;
        await new Promise((done) => setTimeout(done)); // so that the page answers in between
      }
      rest = [];
      for (const column of sortable.keys()) {
        if (sortable[column]) places(column);
        await new Promise((done) => setTimeout(done));
      }
      ordered = rows;
      sortedBy = '';
      const chosen = facets.map(({ select }) => select.value);
      offer();
      facets.forEach(({ select }, i) => (select.value = chosen[i]));
    } catch {
      missing = ' Chưa tải được các phần còn lại của bảng; bộ lọc chỉ xét phần này.';
      return;
    }
    missing = '';
  }

  /** Save what the filter shows, as spreadsheets read it: with a byte order mark, and nothing that begins a formula. */
  async function saved() {
    if (rest.length) {
      await all();
      update();
    }
    const lines = [csv(names, '\uFEFF'), ...matched.map(({ line }) => line)];
    const data = new Uint8Array(lines.reduce((size, line) => size + line.length, 0));
    lines.reduce((at, line) => (data.set(line, at), at + line.length), 0);
    const link = element('a', { href: URL.createObjectURL(new Blob([data], { type: 'text/csv' })), download: `${slug(text(table.caption)) || 'bang'}.csv` });
    link.click();
    URL.revokeObjectURL(link.href);
  }

  input.addEventListener('input', change);
  [order, ...facets.map(({ select }) => select)].forEach((control) => control.addEventListener('change', change));
  reset.addEventListener('click', () => {
    input.value = '';
    facets.forEach(({ select }) => (select.value = ''));
    change();
    input.focus();
  });

  save.addEventListener('click', saved);

  more.addEventListener('click', async () => {
    await all();
    if (sortedBy === '') update();
    const next = matched[limit];
    limit *= 5;
    show();
    const link = next?.row.querySelector('a[href]');
    if (link) link.focus({ preventScroll: true });
  });

  const frame = table.closest('.table-scroll') || table;
  frame.before(tools, paper);
  frame.after(more);
  read();
  update();
  // A filter or an order in the address is of all rows.
  if (rest.length && location.search) all().then(() => (read(), update()));

  // An address that names a row must not lead to a row that the filter, or the piece, hides.
  window.addEventListener('hashchange', lead);
  lead();

  function named() {
    const name = decodeURIComponent(location.hash.slice(1));
    const target = name && document.getElementById(name);
    const row = target && table.contains(target) ? target.closest('tr') : null;
    return name ? rows.find((entry) => entry.row === row || entry.row.id === name) : undefined;
  }

  function lead() {
    const entry = named();
    if (!entry) return;
    if (entry.row.hidden) reset.click();
    place();
    entry.row.classList.remove('later');
    entry.row.scrollIntoView();
  }
}
