'use strict';
// Small repairs that the theme's markup needs on every page. Everything here is an
// improvement: without it the pages still read and all links work.

// A label is no button: the menu of a narrow screen could not be opened with the keyboard,
// and a screen reader would not name it. A real button takes the label's place.
const drawer = document.getElementById('__drawer');
const label = document.querySelector('label.md-header__button[for="__drawer"]');
if (drawer && label) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = `${label.className} site-menu`;
  button.setAttribute('aria-label', 'Trình đơn');
  button.append(...label.querySelectorAll('svg'));
  const tell = () => button.setAttribute('aria-expanded', String(drawer.checked));
  button.addEventListener('click', () => drawer.click());
  drawer.addEventListener('change', tell);
  tell();
  label.replaceWith(button);
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && drawer.checked) {
      drawer.click();
      button.focus();
    }
  });
}

// What scrolls sideways must be reachable with the keyboard and named (WCAG 2.1.1).
// The theme wraps Markdown tables by script, so this runs after the theme's bundle.
document.querySelectorAll('.md-typeset__scrollwrap, .md-typeset pre').forEach((box, index) => {
  if (box.scrollWidth <= box.clientWidth) return;
  box.tabIndex = 0;
  box.setAttribute('role', 'region');
  const kind = box.tagName === 'PRE' ? 'Đoạn mã' : 'Bảng';
  box.setAttribute('aria-label', `${kind} ${index + 1}, cuộn ngang để xem hết`);
});

// The newest periods of a grid stand at its end, which is what a narrow screen has to show.
document.querySelectorAll('.table-scroll:has(> .calendar)').forEach((box) => (box.scrollLeft = box.scrollWidth));

// What is folded away: a link to it, or into it, opens it, and so does paper.
function unfold() {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  const within = Array.from(document.querySelectorAll('details')).filter((folded) => folded.contains(target));
  const next = target.nextElementSibling;
  const own = next?.matches('details.fold') ? next : target.closest('section, article')?.querySelector(':scope > details.fold');
  [...within, ...(own ? [own] : [])].forEach((folded) => (folded.open = true));
  target.scrollIntoView();
}
window.addEventListener('hashchange', unfold);

/**
 * A page of more than eight phone screens keeps its headings: what stands under them is folded, from the end until it
 * is within; of a text, which has no table, under all.
 */
function shorten() {
  const most = 8 * Math.max(innerHeight, innerWidth);
  let tall = document.documentElement.scrollHeight;
  if (tall > most && matchMedia('(max-width: 44.9375em)').matches) {
    const all = !document.querySelector('table.board');
    const parts = Array.from(document.querySelectorAll('.page-body > h2'), (head) => {
      const own = [];
      for (let next = head.nextElementSibling; next && !next.matches('h2'); next = next.nextElementSibling) own.push(next);
      return { head, own, height: own.length ? own.at(-1).getBoundingClientRect().bottom - own[0].getBoundingClientRect().top : 0 };
    });
    parts.reverse().forEach(({ head, own, height }) => {
      if (!all && (height < 120 || tall <= most)) return;
      const within = own.filter((one) => one.matches('h3')).map((one) => one.firstChild.textContent.trim());
      const summary = Object.assign(document.createElement('summary'), { textContent: within.join(', ') || 'Xem' });
      if (!within.length) summary.setAttribute('aria-label', `Xem: ${head.firstChild.textContent.trim()}`);
      const folded = Object.assign(document.createElement('details'), { className: 'fold' });
      head.after(folded);
      folded.append(summary, ...own);
      tall -= height - 48;
    });
  }
  unfold();
}
window.addEventListener('beforeprint', () =>
  document.querySelectorAll('details.fold:not([open])').forEach((folded) => {
    folded.open = true;
    folded.classList.add('for-paper');
  }),
);
window.addEventListener('afterprint', () =>
  document.querySelectorAll('details.for-paper').forEach((folded) => {
    folded.open = false;
    folded.classList.remove('for-paper');
  }),
);

/** A second way to skip, for the keyboard: to the first row of the first table, past all that puts it in order. */
function leadToRows(table) {
  const skip = document.querySelector('a.md-skip');
  const frame = table?.closest('.table-scroll');
  if (!skip || !frame) return;
  frame.id ||= 'bang-dau';
  const link = Object.assign(document.createElement('a'), { className: 'site-skip', href: `#${frame.id}`, textContent: 'Tới bảng đầu tiên' });
  link.addEventListener('click', (event) => {
    event.preventDefault();
    (Array.from(table.querySelectorAll('tbody a[href]')).find((one) => one.checkVisibility()) ?? frame).focus();
  });
  skip.after(link);
}

// The tables come with the pages that have one; other pages do not load the code.
const boards = document.querySelectorAll('table.board');
if (boards.length) {
  leadToRows(Array.from(boards).find((table) => table.checkVisibility()));
  import('./board.js').then(({ cards, enhance }) => {
    boards.forEach((table) => cards(table));
    document.querySelectorAll('table.board[data-filter]').forEach(enhance);
    shorten();
  });
} else shorten();
