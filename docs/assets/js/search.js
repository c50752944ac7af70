'use strict';
// The search page. Pagefind's index and WebAssembly come from this site only; this script
// shows the results. Nothing from the index is written as markup: excerpts are rebuilt
// from text and <mark>.

import { fold } from './fold.js';
import { Names } from './names.js';

const form = document.querySelector('form[data-search]');
const input = form.querySelector('input[type="search"]');
const chosen = { kind: form.elements.loai, province: form.elements.tinh };
const status = document.querySelector('.search-status');
const offers = document.querySelector('.search-offers');
const list = document.querySelector('.search-results');
const more = document.querySelector('.search-more');
const texts = document.querySelector('.search-texts');
const PAGE = 10;
/** From a disk only names are searched: the program for texts needs a server. */
const fromDisk = location.protocol === 'file:';
const root = new URL(form.dataset.root, document.baseURI);
const names = new Names(new URL('assets/names/', root));

// Pagefind scores a sum over the text (BM25); by names pages were found already.
const RANKING = { metaWeights: { title: 2, kind: 0, sample: 0 }, termFrequency: 0.6, pageLength: 0.9, termSimilarity: 2.0 };
// So many words typed without marks are looked for with đ as well: Pagefind folds all marks but that.
const D_WORDS = 3;

let engine = null;
let latest = 0;
let show = null; // the next results

function loadTexts() {
  engine ??= import(new URL('pagefind/pagefind.js', root).href).then(async (pagefind) => {
    await pagefind.options({ ranking: RANKING, excerptLength: 32 });
    await pagefind.init();
    return pagefind;
  });
  return engine;
}

/** Text with <mark> only; the excerpt is parsed in an inert document. */
function excerpt(markup) {
  const parsed = new DOMParser().parseFromString(markup, 'text/html');
  const part = document.createDocumentFragment();
  parsed.body.childNodes.forEach((node) => {
    if (node.nodeName === 'MARK') {
      const mark = document.createElement('mark');
      mark.textContent = node.textContent;
      part.append(mark);
    } else {
      part.append(node.textContent);
    }
  });
  return part;
}

function link(href, words) {
  return Object.assign(document.createElement('a'), { href, textContent: words.replace(/\s*¶\s*$/, '') });
}

function paragraph(className, ...content) {
  const node = document.createElement('p');
  if (className) node.className = className;
  node.append(...content);
  return node;
}

function item(href, title, about, ...content) {
  const entry = document.createElement('li');
  const said = about.filter(Boolean).join(' · ');
  if (said) entry.append(paragraph('kind', said));
  const heading = document.createElement('h2');
  heading.append(link(href, title));
  entry.append(heading, ...content);
  return entry;
}

function named(entry, parameters = '') {
  const about = [entry.kind, entry.title.includes(entry.province) ? '' : entry.province, entry.state];
  return item(new URL(entry.path, root).pathname + parameters, entry.title, about);
}

function told(data) {
  // The page's own result repeats the first part; only real places inside the page are listed.
  const places = (data.sub_results || []).filter((place) => place.url.includes('#') && place.title !== data.meta.title);
  const lines = places.slice(0, 3).map((place) => {
    const line = document.createElement('li');
    line.append(link(place.url, place.title), ' – ', excerpt(place.excerpt));
    return line;
  });
  const under = document.createElement('ul');
  under.append(...lines);
  const about = [data.meta.kind, data.meta.sample];
  return item(data.url, data.meta.title || data.url, about, paragraph('', excerpt(data.excerpt)), ...(lines.length ? [under] : []));
}

/** Results by tens: `of` makes those that begin at a number. */
async function results(total, of, ticket) {
  const from = list.children.length;
  const before = from - (show?.from ?? 0);
  const made = await of(before, before + PAGE);
  if (ticket !== latest) return;
  list.append(...made);
  more.hidden = before + PAGE >= total;
}

/** Every way to read d as đ in the words typed without marks. */
function withD(query) {
  if (query !== query.normalize('NFD').replace(/\p{M}/gu, '') || /[đĐ]/.test(query)) return [query];
  return query.split(' ').reduce(
    ({ found, left }, word) => {
      const both = /^[dD]/.test(word) && left > 0;
      const ways = both ? [word, `đ${word.slice(1)}`] : [word];
      return { found: found.flatMap((start) => ways.map((way) => [...start, way])), left: left - both };
    },
    { found: [[]], left: D_WORDS },
  ).found.map((words) => words.join(' '));
}

/** The pages whose text holds all that was typed. */
async function inTexts(query) {
  if (fromDisk) return [];
  const pagefind = await loadTexts();
  const filters = {};
  if (chosen.kind.value) filters.loai = chosen.kind.value;
  if (chosen.province.value) filters.tinh = chosen.province.value;
  const best = new Map();
  for (const way of withD(query)) {
    for (const result of (await pagefind.search(way, { filters })).results) {
      if (!(best.get(result.id)?.score > result.score)) best.set(result.id, result);
    }
  }
  return Array.from(best.values()).sort((a, b) => b.score - a.score);
}

const bare = (words) => fold(words).replace(/[^\p{L}\p{N} ]/gu, '');

/**
 * Pagefind shortens a word that it does not know until something matches (57129 finds 5712). In a register that must not
 * pass for a find. One page is enough to tell: known words are never shortened.
 */
function holdsEveryWord(query, { meta, content }) {
  const page = bare([meta.title, content].join(' '));
  return bare(query).split(' ').every((word) => page.includes(word));
}

/** Show them after what is shown, without what is (entries of the names); return how many there are. */
async function showTexts(query, ticket, shown) {
  texts.hidden = true;
  const seen = new Set(shown.map(({ path }) => new URL(path, root).pathname));
  const found = await inTexts(query);
  const first = found.length ? await found[0].data() : null;
  if (ticket !== latest) return 0;
  if (!first || !holdsEveryWord(query, first)) return 0;
  show = { from: list.children.length, next: () => results(found.length, async (from, to) => {
    const data = await Promise.all(found.slice(from, to).map((result) => result.data()));
    return data.filter(({ url }) => !seen.has(new URL(url, location.href).pathname)).map(told);
  }, ticket) };
  await show.next();
  return found.length;
}

function offer(groups, words) {
  offers.replaceChildren();
  if (!groups.length) return;
  const under = document.createElement('ul');
  under.append(...groups.map((entry) => {
    const line = document.createElement('li');
    line.append(link(new URL(entry.path, root).pathname, entry.title));
    return line;
  }));
  offers.append(paragraph('', words), under);
}


async function run() {
  latest += 1;
  const ticket = latest;
  // Typed on some systems as letter + combining mark; the index holds composed letters.
  const query = input.value.normalize('NFC').trim();
  const url = new URL(location.href);
  url.search = '';
  if (query) url.searchParams.set('q', query);
  Object.values(chosen).forEach(({ name, value }) => value && url.searchParams.set(name, value));
  history.replaceState(history.state, '', url);

  if (!query && !chosen.kind.value && !chosen.province.value) {
    list.replaceChildren();
    offers.replaceChildren();
    more.hidden = texts.hidden = true;
    status.textContent = 'Nhập từ khóa để bắt đầu.';
    return;
  }
  status.textContent = 'Đang tìm…';
  try {
    const found = await names.find(query, { kind: chosen.kind.value, province: chosen.province.value });
    if (ticket !== latest) return;
    list.replaceChildren();
    const about = query ? ` cho “${query}”` : '';
    const byName = () => {
      show = { from: list.children.length, next: () => results(found.ids.length, async (from, to) => {
        const head = found.entries.slice(from, to);
        return [...head, ...(await names.entries(found.ids.slice(from + head.length, to)))].map((entry) => named(entry));
      }, ticket) };
      return show.next();
    };
    const enough = found.exact || found.sure;
    if (enough) await byName();
    if (ticket !== latest) return;
    if (found.board) list.children[0].after(named(found.board, `?${new URLSearchParams({ 'co-quan': found.board.of.title })}`));
    texts.hidden = !enough || !query || fromDisk;
    offer(found.exact ? [] : found.groups, 'Nhóm cơ quan đã được giao việc trong sổ:');
    if (found.exact) {
      status.textContent = `${found.ids.length.toLocaleString('vi')} kết quả${about}.`;
      return;
    }
    const near = found.sure && found.ids.length ? ` ${found.ids.length.toLocaleString('vi')} trang có tên gần giống.` : '';
    const unknown = `ông trang nào mang tên “${query}”`;
    const said = `Chưa có trong sổ: kh${unknown}.${near}`;
    status.textContent = enough ? said : `${said} Đang tìm trong nội dung các trang…`;
    if (enough) return;
    const count = await showTexts(query, ticket, []);
    if (ticket !== latest) return;
    if (!count) await byName();
    status.textContent = count ? `Kh${unknown}; ${count.toLocaleString('vi')} trang có những từ này trong nội dung.` : said;
  } catch (error) {
    if (ticket !== latest) return;
    status.textContent = 'Chưa tải được chỉ mục tra cứu. Xin thử tải lại trang.';
    console.error(error);
  }
}

let waiting = 0;
input.addEventListener('input', () => {
  clearTimeout(waiting);
  waiting = setTimeout(run, 250);
});
form.addEventListener('submit', (event) => {
  event.preventDefault();
  clearTimeout(waiting);
  run();
});
more.querySelector('button').addEventListener('click', async () => {
  const from = list.children.length;
  await show.next();
  list.children[from]?.querySelector('a').focus();
});
texts.querySelector('button').addEventListener('click', async () => {
  const from = list.children.length;
  const query = input.value.normalize('NFC').trim();
  const count = await showTexts(query, latest, Array.from(list.querySelectorAll('h2 a'), ({ href }) => ({ path: href })));
  status.textContent = count ? `${count.toLocaleString('vi')} trang có những từ này trong nội dung.` : `Không trang nào khác có “${query}” trong nội dung.`;
  list.children[from]?.querySelector('a').focus();
});

/** What can be chosen comes with the names; what the address says is chosen. */
async function choices() {
  const { kinds, provinces } = await names.load();
  const wanted = new URLSearchParams(location.search);
  const fill = (select, values) => {
    select.append(...values.map(([value, label]) => new Option(label, value)));
    select.value = wanted.get(select.name) ?? '';
    if (select.selectedIndex < 0) select.value = '';
    select.addEventListener('change', run);
    select.closest('label').hidden = values.length < 2;
  };
  fill(chosen.kind, kinds.map((kind) => [kind, kind]).sort(([a], [b]) => a.localeCompare(b, 'vi')));
  fill(chosen.province, provinces.map(([id, name]) => [id, name]).sort(([, a], [, b]) => a.localeCompare(b, 'vi')));
}

input.value = new URLSearchParams(location.search).get('q') || '';
if (!matchMedia('(pointer: coarse)').matches) input.focus();
choices().then(run, run);
