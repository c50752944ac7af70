'use strict';
// Pages by their names: what was typed is read as words of names, and the entries that bear all of them are put in
// order. What the files hold, and how words are compared, says generator/publish/search.py.

import { fetched } from './fetched.js';
import { fold } from './fold.js';

const HEAD = 48; // so many entries are read and put in order
const READINGS = 32;
const ENDED = 0.3; // so much better must what has ended fit, to stand before what is
const SURE = 0.7;
const VOWEL = /[aeiouy]/;
const DIGITS = /^\d+$/;
// Words that may be typed or not, whatever the name says.
const OPTIONAL = new Set(['cua', 'cho', 'tai', 've', 'o', 'thuoc', 'tren', 'trong']);

/** How texts become words: the same rules as in search.py. */
export class Words {
  constructor({ words, long, small, heads, units }) {
    this.long = new Map(Object.entries(long));
    this.small = new Set(small.split(' '));
    this.known = new Set(words.split(' '));
    this.places = Array.from(this.known).filter((word) => word.includes('_'));
    this.byFirst = Map.groupBy ? Map.groupBy(this.places, first) : grouped(this.places, first);
    this.byFirst.forEach((own) => own.sort((a, b) => b.split('_').length - a.split('_').length));
    this.joined = new Map(this.places.map((place) => [place.replaceAll('_', ''), place]));
    this.short = new Map();
    this.bodies = [...units, long.ubnd].map((name) => name.split(' '));
    [...heads, ...units].forEach((head) => this.shorten(head));
    units.filter((unit) => !unit.includes(' ')).forEach((unit) => this.short.set(unit[0], new Map([[unit, [unit]]])));
    this.places.forEach((place) => this.add(place.split('_')));
  }

  /** Which initials stand for the words of a name: of its parts, of parts that follow each other, of the end of a part. */
  shorten(head) {
    const parts = head.split('|').map((part) => part.split(' '));
    parts.forEach((part, from) => {
      for (let to = from; to < parts.length; to += 1) {
        const own = parts.slice(from, to + 1).flat();
        this.add(own);
        if (from === to) for (let at = 1; at <= part.length - 3; at += 1) this.add(part.slice(at));
        else for (let end = 2; end < parts[to].length; end += 1) this.add([...parts.slice(from, to).flat(), ...parts[to].slice(0, end)]);
      }
    });
  }

  add(words) {
    if (words.length < 2) return;
    const initials = words.map((word) => word[0]).join('');
    if (!this.short.has(initials)) this.short.set(initials, new Map());
    this.short.get(initials).set(words.join(' '), words);
  }

  plain(text) {
    return fold(text.replace(/(?:ngày \d{1,2}\/\d{1,2}\/|năm )(\d{4})/g, '$1'))
      .split(/[^0-9a-z]+/)
      .flatMap((word) => (this.long.get(word) ?? word).split(' '))
      .filter(Boolean)
      .map((word) => word.replace(/^0+(?=.)/, '').replace(/(^|[bcdghklmnpqrstvx]|qu)y$/, '$1i'))
      .filter((word) => !this.small.has(word));
  }

  join(words) {
    const found = [];
    for (let at = 0; at < words.length; ) {
      const place = (this.byFirst.get(words[at]) ?? []).find((own) => words.slice(at, at + own.split('_').length).join('_') === own);
      found.push(place ?? words[at]);
      at += place ? place.split('_').length : 1;
    }
    return found;
  }

  of(text) {
    return this.join(this.plain(text));
  }

  /** How many words there are; what has an abbreviation of its own is one. */
  size(words) {
    const text = ` ${words.join(' ')} `;
    return Array.from(this.long.values()).reduce((count, long) => count - (text.includes(` ${long} `) ? long.split(' ').length - 1 : 0), words.length) || 1;
  }

  has(word) {
    return DIGITS.test(word) || this.known.has(word);
  }
}

function first(place) {
  return place.slice(0, place.indexOf('_'));
}

function grouped(values, key) {
  const table = new Map();
  values.forEach((value) => table.set(key(value), [...(table.get(key(value)) ?? []), value]));
  return table;
}

/** What telex leaves behind where it is off: tones and horns after the vowel, letters typed twice. */
function untelexed(word) {
  const at = word.search(VOWEL);
  if (at < 0) return word;
  return (word.slice(0, at) + word.slice(at).replace(/[sfrxjzw]/g, '')).replace(/([aeod])\1/g, '$1').replace(/(.)d$/, '$1');
}

/** Whether one letter is missing, too many, another, or two have changed places. */
export function isNear(a, b) {
  if (Math.abs(a.length - b.length) > 1 || a === b) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  const [restA, restB] = [a.slice(at), b.slice(at)];
  return (
    restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1) ||
    (restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2))
  );
}

/** Words written together, as few as can be: «sonoivu», «cdttg». */
function apart(word, words) {
  const best = [[]];
  for (let end = 1; end <= word.length; end += 1) {
    for (let from = Math.max(0, end - 24); from < end - 1; from += 1) {
      const part = word.slice(from, end);
      const known = words.known.has(part) ? part : words.joined.get(part);
      if (known && best[from] && (!best[end] || best[from].length + 1 < best[end].length)) best[end] = [...best[from], known];
    }
  }
  return best[word.length];
}

/** What a typed word may stand for: lists of words, each with what speaks against it. */
function meanings(word, last, words) {
  const found = [];
  if (words.has(word)) found.push({ words: [word], cost: 0 });
  words.short.get(word)?.forEach((long) => found.push({ words: long, cost: 0.05 }));
  if (OPTIONAL.has(word)) found.push({ words: [], cost: 0.1 });
  if (found.length) return found;
  const parts = word.match(/^(\d+)([a-z]+)$|^([a-z]+)(\d+)$/)?.slice(1).filter(Boolean) ?? [];
  const of = parts.map((part) => (DIGITS.test(part) ? [{ words: [part.replace(/^0+(?=.)/, '')], cost: 0 }] : meanings(part, false, words)));
  if (parts.length) of[0].forEach((one) => of[1].forEach((two) => found.push({ words: [...one.words, ...two.words], cost: 0.1 + one.cost + two.cost })));
  [word.replace(/\d/g, ''), untelexed(word)].forEach((typed) => {
    if (typed !== word && VOWEL.test(typed) && words.has(typed)) found.push({ words: [typed], cost: 0.1 });
  });
  const split = found.length ? null : apart(word, words);
  if (split) found.push({ words: split, cost: 0.1 });
  if (last && !found.length) starting(words.known, word).forEach((known) => found.push({ words: [known], cost: 0.1 }));
  return found;
}

function starting(words, typed) {
  return DIGITS.test(typed) ? [] : Array.from(words).filter((word) => word.startsWith(typed)).slice(0, 8);
}

/** What may stand at a point of a query: for how many of its words, and with how many changed by a letter. */
function choicesAt(typed, at, words, loose) {
  const names = [2, 3, 4].filter((length) => at + length <= typed.length).map((length) => ({
    length, name: typed.slice(at, at + length).map((word) => (words.known.has(word) ? word : untelexed(word))).join('_'),
  }));
  const places = names.filter(({ name }) => words.known.has(name)).map(({ name, length }) => ({ words: [name], cost: 0, length, near: 0 }));
  if (places.length) return places;
  const found = meanings(typed[at], at === typed.length - 1, words).map((one) => ({ ...one, length: 1, near: 0 }));
  if (typed[at] === 'nam' && /^\d{4}$/.test(typed[at + 1])) found.push({ words: [], cost: 0.1, length: 1, near: 0 });
  names.forEach(({ name, length }) => {
    const begun = at + length === typed.length ? starting(words.places, name) : [];
    begun.forEach((place) => found.push({ words: [place], cost: 0.1, length, near: 0 }));
    if (!loose || begun.length || name.length < 6) return;
    words.places.filter((place) => isNear(name, place)).forEach((place) => found.push({ words: [place], cost: 0.3, length, near: 1 }));
  });
  if (loose && typed[at].length > 1 && !/\d/.test(typed[at])) {
    Array.from(words.known).filter((known) => !known.includes('_') && isNear(typed[at], known)).slice(0, 12)
      .forEach((known) => found.push({ words: [known], cost: 0.4, length: 1, near: 1 }));
  }
  return found;
}

/** The ways in which a query can be read, the plainest first; each is words of names with what speaks against it. */
function readings(typed, words, loose) {
  const ways = typed.map(() => []);
  ways.push([{ words: [], cost: 0, near: 0 }]);
  for (let at = typed.length - 1; at >= 0; at -= 1) {
    ways[at] = choicesAt(typed, at, words, loose)
      .flatMap((one) => ways[at + one.length].map((rest) => ({ words: [...one.words, ...rest.words], cost: one.cost + rest.cost, near: one.near + rest.near })))
      .filter(({ near }) => near <= 1)
      .sort((a, b) => a.cost - b.cost)
      .slice(0, READINGS);
  }
  return ways[0].filter((one) => one.words.length && (!loose || one.near)).map((one) => ({ ...one, words: Array.from(new Set(words.join(one.words))) }));
}

/** The numbers of gaps and runs. */
function numbers(runs) {
  const found = [];
  let at = 0;
  for (let i = 0; i < runs.length; i += 2) {
    at += runs[i];
    for (let n = 0; n < runs[i + 1]; n += 1, at += 1) found.push(at);
  }
  return found;
}

function shard(word, count) {
  let place = 0;
  for (const char of word) place = (place * 31 + char.codePointAt(0)) % 65521;
  return place % count;
}

/** Letters with their marks, the tone last, wherever it was typed: «hoá» is «hóa», and not «hoà». */
function spelt(word) {
  const typed = word.normalize('NFD').toLowerCase();
  const tone = typed.match(/[\u0300\u0301\u0303\u0309\u0323]/)?.[0] ?? '';
  return typed.replace(tone, '') + tone;
}

const letters = (text) => text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

export class Names {
  constructor(folder) {
    this.folder = folder;
    this.files = new Map();
  }

  file(name) {
    if (!this.files.has(name)) {
      const wanted = fetched(new URL(`${name}.json`, this.folder));
      this.files.set(name, wanted);
      wanted.catch(() => this.files.delete(name));
    }
    return this.files.get(name);
  }

  async load() {
    if (!this.index) {
      this.index = await this.file('index');
      this.words = new Words(this.index);
    }
    return this.index;
  }

  async postings(word) {
    const own = (await this.file(`w${shard(word, this.index.shards)}`))[word];
    return own ? numbers(own) : [];
  }

  async entries(ids) {
    const { chunk, kinds, provinces } = this.index;
    return Promise.all(ids.map(async (id) => {
      const [path, title, kind, province, state, names, further, ended] = (await this.file(`e${Math.floor(id / chunk)}`))[id % chunk];
      return { id, path, title, kind: kinds[kind], province: provinces[province]?.[1] ?? '', home: provinces[province]?.[0] ?? '', state, names, further, ended };
    }));
  }

  async bearing(words, filters) {
    const lists = await Promise.all([...words, ...filters].map((word) => this.postings(word)));
    return lists.sort((a, b) => a.length - b.length).reduce((left, right) => {
      const own = new Set(right);
      return left.filter((id) => own.has(id));
    });
  }

  /** The entries that bear every word of a reading of what was typed, the best first. */
  async whole(typed, loose, filters, query) {
    const costs = new Map();
    for (const reading of readings(typed, this.words, loose)) {
      for (const id of await this.bearing(reading.words, filters)) {
        if (!costs.has(id) || costs.get(id).cost > reading.cost) costs.set(id, reading);
      }
    }
    const order = Array.from(costs.keys()).sort((a, b) => costs.get(a).cost - costs.get(b).cost || a - b);
    const head = (await this.entries(order.slice(0, HEAD)))
      .map((entry) => ({ ...entry, fit: this.fit(entry, costs.get(entry.id).words), late: entry.ended ? ENDED : 0, wrong: this.misspelt(entry, query) }))
      .filter(({ fit }) => fit > 0)
      .sort((a, b) => a.wrong - b.wrong || b.fit - b.late - costs.get(b.id).cost - (a.fit - a.late - costs.get(a.id).cost) || a.id - b.id);
    return { ids: [...head.map(({ id }) => id), ...order.slice(HEAD)], entries: head, exact: !loose && head[0]?.wrong === 0 };
  }

  /** How well a page fits: how much of what was typed one of its names says, how little else, in which order. */
  fit(entry, wanted) {
    const title = this.words.of(entry.title);
    const around = new Set([...title, ...this.words.of(entry.province), ...this.words.of(entry.kind)]);
    const one = (name, weight) => {
      const own = new Set(name);
      if (!wanted.every((word) => own.has(word) || around.has(word))) return 0;
      const held = wanted.filter((word) => own.has(word)).length;
      const pairs = wanted.filter((word, at) => at && name.some((other, i) => i && other === word && name[i - 1] === wanted[at - 1])).length;
      return weight * ((held / wanted.length) * (1 + this.words.size(wanted.filter((word) => own.has(word))) / this.words.size(name)) + (0.5 * (pairs + 1)) / wanted.length);
    };
    return Math.max(
      one(title, 1),
      ...entry.names.map((name) => one(this.words.of(name), 1)),
      ...entry.further.map((name) => one(this.words.of(name), 0.8)),
    );
  }

  /** How many of the words typed with marks bear others in the names. */
  misspelt({ title, names, province, further }, query) {
    const own = letters([title, ...names, province, ...further].join(' '));
    const spellings = new Set(own.map(spelt));
    const plain = new Set(own.map(fold));
    return letters(query).filter((word) => fold(word) !== word.toLowerCase() && plain.has(fold(word)) && !spellings.has(spelt(word))).length;
  }

  /** A search for something and a board: «sở nội vụ quá hạn». */
  async withBoard(typed, filters, query) {
    const boards = await this.entries(this.index.boards);
    for (const board of boards) {
      for (const name of [board.title, ...board.further].map((text) => this.words.plain(text))) {
        const at = typed.findIndex((_, i) => name.every((word, n) => typed[i + n] === word));
        if (at < 0 || name.length === typed.length) continue;
        const rest = [...typed.slice(0, at), ...typed.slice(at + name.length)];
        const found = await this.whole(rest, false, filters, query);
        if (found.exact) return { ...found, board: { ...board, of: found.entries.find(({ path }) => path.startsWith('co-quan/')) ?? found.entries[0] } };
      }
    }
    return null;
  }

  /**
   * The entries of which a whole name was typed, with more, and those that bear most of the weight of what was typed; a
   * word that no name has weighs most.
   */
  async partly(typed, filters, query) {
    const { chunk, shards } = this.index;
    const words = this.words.join(typed);
    const lists = await Promise.all(words.map((word) => (this.words.has(word) ? this.postings(word) : [])));
    const total = chunk * shards;
    const weight = (list) => Math.log(total / (list.length || 1));
    const all = lists.reduce((sum, list) => sum + weight(list), 0);
    const held = new Map();
    lists.forEach((list) => list.forEach((id) => held.set(id, (held.get(id) ?? 0) + weight(list) / all)));
    const kept = filters.length ? new Set(await this.bearing([], filters)) : null;
    const order = Array.from(held).filter(([id]) => !kept || kept.has(id)).sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, HEAD);
    const asked = new Set(words);
    const entries = (await this.entries(order.map(([id]) => id))).map((entry) => {
      const named = [entry.title, ...entry.names].map((name) => this.words.of(name)).filter((name) => name.length && name.every((word) => asked.has(word)));
      return { ...entry, share: held.get(entry.id), whole: named.length > 0 };
    });
    const found = entries.filter(({ share, whole }) => whole || share >= 0.5).sort((a, b) => b.whole - a.whole);
    return { ids: found.map(({ id }) => id), entries: found, sure: found.length > 0 && found[0].share >= (found[0].whole ? SURE / 2 : SURE) };
  }

  /** {ids, entries: of the first of them, exact: whether they bear all that was typed, board, groups: that may be asked}. */
  async find(query, { kind = '', province = '' } = {}) {
    const { kinds, provinces } = await this.load();
    const filters = [];
    if (kind) filters.push(`@k${kinds.indexOf(kind)}`);
    if (province) filters.push(`@p${provinces.findIndex(([id]) => id === province)}`);
    const typed = this.words.plain(query.replace(/[ðÐ]/g, 'd'));
    if (!typed.length) return { ids: filters.length ? await this.bearing([], filters) : [], entries: [], exact: true };
    const found = await this.whole(typed, false, filters, query);
    if (found.exact) return found;
    const board = await this.withBoard(typed, filters, query);
    if (board) return board;
    const near = found.ids.length ? found : await this.whole(typed, true, filters, query);
    const some = near.ids.length ? near : await this.partly(typed, filters, query);
    // What is no name may be words of a text; the name of a place that nobody has is none.
    const place = this.words.bodies.some((unit) => unit.every((word, at) => typed[at] === word));
    return { ...some, exact: false, sure: place || (some.sure ?? true), groups: await this.groups(typed, province, place) };
  }

  /**
   * The groups that were tasked: of the province that was named; where none was, of any province those that share a word
   * with the query, and all if a place was asked for that nobody has.
   */
  async groups(typed, province, place) {
    if (typed.some((word) => /\d/.test(word))) return [];
    const words = new Set(this.words.join(typed));
    const every = (await this.entries(this.index.groups)).filter(({ home }) => !province || home === province).map((entry) => {
      const own = new Set([entry.title, ...entry.names].flatMap((name) => this.words.of(name)));
      const home = this.words.of(entry.province).pop();
      return { ...entry, named: words.has(home), shared: Array.from(words).filter((word) => own.has(word)).length };
    });
    const here = every.filter(({ named }) => named);
    const told = this.index.provinces.some(([, name]) => words.has(this.words.of(name).pop()));
    const tied = place ? every : every.filter(({ shared }) => shared);
    return (here.length || told ? here : tied).sort((a, b) => b.shared - a.shared).slice(0, 8);
  }
}
