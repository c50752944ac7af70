'use strict';
// The search page. Pagefind's index and WebAssembly come from this site only; this script
// shows the results. Nothing from the index is written as markup: excerpts are rebuilt
// from text and <mark>.

import { fold } from './fold.js';

const form = document.querySelector('form[data-search]');
const input = form.querySelector('input[type="search"]');
const kinds = form.querySelector('.search-form__kinds');
const status = document.querySelector('.search-status');
const list = document.querySelector('.search-results');
const more = document.querySelector('.search-more');
const PAGE = 10;
// So many of the first finds are put in order again.
const HEAD = 4 * PAGE;

// How Pagefind scores: a sum over the text (BM25) plus, for each query word found in metadata,
// that field's weight. A reader who types a name or a number wants the page that bears it,
// so title and aliases outweigh any number of mentions in the text of other pages.
const RANKING = {
  metaWeights: { title: 12, alt: 10, words: 0.5, kind: 0, sample: 0 },
  termFrequency: 0.6,
  pageLength: 0.6,
  termSimilarity: 2.0,
};

// What is invented comes after what is real, unless it is by far the better find.
const INVENTED = 0.8;
// The guide explains the words by which records are looked for.
const GUIDE = 0.6;

let engine = null;
let latest = 0;
let shown = [];

function load() {
  engine ??= import(new URL(form.dataset.search, document.baseURI).href).then(async (pagefind) => {
    await pagefind.options({ ranking: RANKING, excerptLength: 32 });
    await pagefind.init();
    await showKinds(pagefind);
    return pagefind;
  });
  return engine;
}

async function showKinds(pagefind) {
  const { loai = {} } = await pagefind.filters();
  const names = Object.keys(loai).sort(new Intl.Collator('vi').compare);
  if (names.length < 2) return;
  const wanted = new Set(new URLSearchParams(location.search).getAll('loai'));
  names.forEach((name) => {
    const box = Object.assign(document.createElement('input'), {
      type: 'checkbox', name: 'loai', value: name, checked: wanted.has(name),
    });
    box.addEventListener('change', run);
    const label = document.createElement('label');
    label.append(box, `${name} (${loai[name].toLocaleString('vi')})`);
    kinds.append(label);
  });
  kinds.hidden = false;
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

function item(data) {
  const entry = document.createElement('li');
  if (data.meta.kind) entry.append(paragraph('kind', data.meta.kind));
  const title = document.createElement('h2');
  title.append(link(data.url, data.meta.title || data.url));
  entry.append(title);
  if (data.meta.sample) entry.append(paragraph('note', `(${data.meta.sample})`));
  // The page's own result repeats the first part; only real places inside the page are listed.
  const places = (data.sub_results || []).filter((place) => place.url.includes('#') && place.title !== data.meta.title);
  entry.append(paragraph('', excerpt(data.excerpt)));
  if (places.length) {
    const sub = document.createElement('ul');
    places.slice(0, 3).forEach((place) => {
      const line = document.createElement('li');
      line.append(link(place.url, place.title), ' – ', excerpt(place.excerpt));
      sub.append(line);
    });
    entry.append(sub);
  }
  return entry;
}

const bare = (words) => fold(words).replace(/[^\p{L}\p{N} ]/gu, '');

/**
 * Pagefind shortens a word that it does not know until something matches (57129 finds
 * 5712). In a register that must not pass for a find, so the reader is told. One page is
 * enough to tell: known words are never shortened.
 */
function holdsEveryWord(query, { meta, content }) {
  const page = bare([meta.title, meta.alt, meta.words, meta.kind, content].join(' '));
  return bare(query).split(' ').every((word) => page.includes(word));
}

/**
 * Pagefind gives each word found among the names of a page the whole weight of names, be there five or five hundred of
 * them, and also to one that only begins like a word typed. What counts is how many of the words typed are names of the
 * page, and how little else it is called.
 */
function bears(words, { title = '', alt = '' }) {
  const names = new Set(bare(`${title} ${alt}`).split(' '));
  const held = words.filter((word) => names.has(word)).length;
  return 0.1 + (held / words.length) * (1 + (2.5 * held) / names.size);
}

/**
 * Many titles hold the words of a name ("Đồng Nai"), and Pagefind scores them alike. The
 * title that is little more than the query is the one that was meant.
 */
async function closestFirst(query, results) {
  const wanted = bare(query);
  const words = wanted.split(' ').filter(Boolean);
  if (!words.length) return results;
  const head = await Promise.all(
    results.slice(0, HEAD).map(async (result) => {
      const { meta } = await result.data();
      const title = bare(meta.title || '');
      const held = words.every((word) => title.includes(word));
      const close = held ? 1 + Math.min(1, wanted.length / title.length) : 1;
      return { result, score: result.score * bears(words, meta) * close * (meta.sample ? INVENTED : 1) * (meta.kind === 'Hướng dẫn' ? GUIDE : 1) };
    }),
  );
  head.sort((a, b) => b.score - a.score);
  return [...head.map(({ result }) => result), ...results.slice(HEAD)];
}

async function showMore() {
  const ticket = latest;
  const from = list.children.length;
  const data = await Promise.all(shown.slice(from, from + PAGE).map((result) => result.data()));
  if (ticket !== latest) return;
  list.append(...data.map(item));
  more.hidden = list.children.length >= shown.length;
  if (from) list.children[from].querySelector('a').focus();
  return data[0];
}

async function run() {
  latest += 1;
  const ticket = latest;
  // Typed on some systems as letter + combining mark; the index holds composed letters.
  const query = input.value.normalize('NFC').trim();
  const chosen = Array.from(kinds.querySelectorAll('input:checked'), (box) => box.value);

  const url = new URL(location.href);
  url.search = '';
  if (query) url.searchParams.set('q', query);
  chosen.forEach((name) => url.searchParams.append('loai', name));
  history.replaceState(history.state, '', url);

  if (!query && !chosen.length) {
    shown = [];
    list.replaceChildren();
    more.hidden = true;
    status.textContent = 'Nhập từ khóa để bắt đầu.';
    return;
  }
  status.textContent = 'Đang tìm…';
  try {
    const pagefind = await load();
    const found = await pagefind.search(query || null, chosen.length ? { filters: { loai: { any: chosen } } } : {});
    if (ticket !== latest) return;
    const results = query ? await closestFirst(query, found.results) : found.results;
    if (ticket !== latest) return;
    shown = results;
    list.replaceChildren();
    const first = await showMore();
    if (ticket !== latest) return;
    const number = shown.length.toLocaleString('vi');
    const about = query ? ` cho “${query}”` : '';
    if (!shown.length) status.textContent = `Không có kết quả${about}. Thử ít từ hơn hoặc bỏ chọn loại.`;
    else if (query && !holdsEveryWord(query, first)) status.textContent = `Không có kết quả đúng${about}; ${number} kết quả gần giống:`;
    else status.textContent = `${number} kết quả${about}.`;
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
more.querySelector('button').addEventListener('click', showMore);

input.value = new URLSearchParams(location.search).get('q') || '';
if (!matchMedia('(pointer: coarse)').matches) input.focus();
// The filters show how much there is of each kind, so the index is opened at once.
load().then(run, run);
