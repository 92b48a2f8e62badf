import { downloadButton } from '../browser/download-button.ts';
import { h, say } from '../browser/dom.ts';
import { keepHead, knownHead } from '../browser/head-store.ts';
import { issuerDirectory } from '../browser/issuer-store.ts';
import type { Page } from '../browser/page.ts';
import { trustPolicy } from '../browser/policy.ts';
import { titledPage } from '../browser/titled-page.ts';
import { getJson } from '../check/get-json.ts';
import type { Said } from '../check/said.ts';
import { checkSource, type Source } from './check-source.ts';
import { keepForOffline } from './keep-offline.ts';
import { employerStyle } from './employer-style.ts';
import { readPdf } from './read-pdf.ts';
import { resultCsv, resultTable, type OrderedRow } from './result-table.ts';

/** So many at a time: more only wait for each other. */
const atOnce = 4;
const mostSources = 1000;

const texts = {
  title: { vi: 'Kiểm tra nhiều văn bằng cùng lúc', en: 'Check many credentials at once' },
  lead: {
    vi: 'Dành cho nơi tuyển dụng. Tệp được đọc và kiểm chứng ngay trên máy này, không gửi đi đâu và không lưu lại.',
    en: 'For employers. Files are read and verified on this device; they are sent nowhere and not kept.',
  },
  drop: { vi: 'Kéo thả các tệp PDF vào đây, hoặc chọn tệp', en: 'Drop PDF files here, or choose them' },
  links: { vi: 'Hoặc dán các đường dẫn, mỗi dòng một đường dẫn', en: 'Or paste links, one a line' },
  check: { vi: 'Kiểm tra các đường dẫn', en: 'Check these links' },
  none: { vi: 'Chưa có đường dẫn nào.', en: 'There is no link yet.' },
  stop: { vi: 'Dừng', en: 'Stop' },
  clear: { vi: 'Xóa bảng', en: 'Clear the table' },
  csv: { vi: 'Tải bảng (CSV)', en: 'Download the table (CSV)' },
  paper: {
    vi: 'Chỉ có bản giấy không mã QR? Tra cứu theo số hiệu',
    en: 'Only paper without a QR code? Look it up by its numbers',
  },
  noPolicy: {
    vi: 'Trang này chưa có danh sách các cơ quan mà nó tin, nên chưa kiểm tra được.',
    en: 'This page has no list of bodies that it trusts yet, so nothing can be checked.',
  },
  failed: {
    vi: 'Không tải được phần kiểm tra. Hãy nối mạng rồi tải lại trang.',
    en: 'The checking part could not be loaded. Connect to the network and reload.',
  },
} satisfies Record<string, Said>;

/** Many files and links in one table. Closing the page forgets all of it. */
export function employerPage(): Page {
  employerStyle();
  void keepForOffline();
  const rows: OrderedRow[] = [];
  const queue: { source: Source; order: number }[] = [];
  let given = 0;
  let [total, running, stopped] = [0, 0, false];
  let issuers: ReturnType<typeof issuerDirectory> | undefined;
  const table = resultTable();
  const status = h('p', { role: 'status', class: 'note' });
  const problem = h('p', { role: 'alert', class: 'problem' });
  const bar = h('progress', { max: 1, value: 0, 'aria-label': say(texts.title) }) as HTMLProgressElement;
  const stop = h('button', { type: 'button', class: 'secondary', click: () => halt() }, say(texts.stop));
  const clear = h('button', { type: 'button', class: 'secondary', click: () => forget() }, say(texts.clear));
  const csv = downloadButton(texts.csv, 'van-bang.csv', 'text/csv', () => resultCsv(rows));
  const progress = h(
    'div',
    { class: 'card progress', hidden: true },
    status,
    bar,
    h('div', { class: 'actions' }, stop, csv, clear),
  );
  const results = h('section', { class: 'card', hidden: true }, table.element);

  const show = (): void => {
    const count = (tone: OrderedRow['tone']): number => rows.filter((row) => row.tone === tone).length;
    const [green, amber, red, grey] = [count('green'), count('amber'), count('red'), count('grey')];
    const busy = running > 0 || queue.length > 0;
    status.textContent = say({
      vi: `${busy ? 'Đang kiểm tra' : 'Xong'} ${rows.length}/${total}: ${green} còn hiệu lực, ${amber} cần xem, ${red} sai hoặc đã thu hồi, ${grey} chưa kiểm tra được`,
      en: `${busy ? 'Checking' : 'Done'} ${rows.length}/${total}: ${green} in force, ${amber} to look at, ${red} wrong or revoked, ${grey} not checked`,
    });
    [bar.max, bar.value] = [Math.max(1, total), rows.length];
    bar.hidden = stop.hidden = !busy;
    csv.hidden = clear.hidden = busy || rows.length === 0;
    progress.hidden = total === 0;
    results.hidden = rows.length === 0;
  };
  const halt = (): void => {
    queue.length = 0;
    total = rows.length + running;
    show();
  };
  const forget = (): void => {
    rows.length = total = 0;
    table.clear();
    show();
    picker.focus();
  };

  const work = async (): Promise<void> => {
    running += 1;
    try {
      const loaded = await trustPolicy();
      if (loaded === null) throw new NotChecked(texts.noPolicy);
      const { policy } = loaded;
      const directory = await (issuers ??= issuerDirectory(policy));
      for (let next = queue.shift(); next !== undefined && !stopped; next = queue.shift()) {
        const known = knownHead(policy.origin);
        const tools = { policy, directory, getJson, known, now: Date.now };
        const row = await checkSource(next.source, tools, readPdf, (head) => void (head === null || keepHead(head)));
        const ordered = { ...row, order: next.order };
        rows.push(ordered);
        table.add(ordered);
        show();
      }
    } catch (error) {
      queue.length = 0;
      total = rows.length;
      problem.textContent = say(error instanceof NotChecked ? error.said : texts.failed);
    } finally {
      running -= 1;
      show();
    }
  };
  const add = (sources: readonly Source[]): void => {
    problem.textContent = '';
    const taken = sources.slice(0, mostSources - queue.length);
    queue.push(...taken.map((source) => ({ source, order: (given += 1) })));
    total = rows.length + running + queue.length;
    show();
    for (let free = Math.min(atOnce - running, queue.length); free > 0; free -= 1) void work();
  };

  const picker = h('input', {
    type: 'file',
    id: 'files',
    multiple: true,
    accept: 'application/pdf,.pdf',
    class: 'visually-hidden',
  }) as HTMLInputElement;
  const take = (files: Iterable<File>): void => add([...files].map((file) => ({ name: file.name, file })));
  picker.addEventListener('change', () => {
    take(picker.files ?? []);
    picker.value = '';
  });
  const zone = h('label', { for: 'files', class: 'drop secondary' }, say(texts.drop));
  for (const name of ['dragover', 'dragleave', 'drop'] as const)
    zone.addEventListener(name, (event) => {
      event.preventDefault();
      zone.classList.toggle('over', name === 'dragover');
      if (name === 'drop') take((event as DragEvent).dataTransfer?.files ?? []);
    });
  const links = h('textarea', {
    id: 'links',
    rows: 4,
    spellcheck: 'false',
    autocomplete: 'off',
  }) as HTMLTextAreaElement;
  const submit = (event: Event): void => {
    event.preventDefault();
    const lines = links.value
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
    links.value = '';
    if (lines.length === 0) problem.textContent = say(texts.none);
    // A link may carry a secret: the table names it by what stands before #.
    else add(lines.map((link) => ({ name: link.split('#')[0] ?? '', link })));
  };
  const form = h(
    'form',
    { class: 'card', novalidate: true, submit },
    picker,
    zone,
    h('label', { for: 'links', class: 'field' }, say(texts.links)),
    links,
    problem,
    h('button', { type: 'submit', class: 'secondary' }, say(texts.check)),
  );
  const element = titledPage(
    texts,
    { class: 'record employer' },
    form,
    progress,
    results,
    h('p', {}, h('a', { href: '/tra-cuu-ban-giay' }, say(texts.paper))),
  );
  return {
    element,
    leave: () => {
      stopped = true;
      queue.length = 0;
    },
  };
}

class NotChecked extends Error {
  readonly said: Said;
  constructor(said: Said) {
    super(said.en);
    this.said = said;
  }
}
