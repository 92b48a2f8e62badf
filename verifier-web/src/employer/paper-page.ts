import { h, say } from '../browser/dom.ts';
import { issuerDirectory } from '../browser/issuer-store.ts';
import type { Page } from '../browser/page.ts';
import { trustPolicy } from '../browser/policy.ts';
import { titledPage } from '../browser/titled-page.ts';
import { paperVerdict } from '../check/paper-answer.ts';
import type { PaperVerdict } from '../check/paper-answer.ts';
import { postJson } from '../check/post-json.ts';
import type { Said } from '../check/said.ts';
import { employerStyle } from './employer-style.ts';

const timeoutMs = 8000;
const texts = {
  title: { vi: 'Tra cứu văn bằng giấy', en: 'Look a paper credential up' },
  lead: {
    vi: 'Cần cả ba: số hiệu, số vào sổ gốc và ngày sinh, như in trên văn bằng. Câu trả lời chỉ là khớp hay không và tình trạng.',
    en: 'All three are needed: serial number, register number and date of birth, as printed. The answer is match and status only.',
  },
  unit: { vi: 'Đơn vị cấp', en: 'Issuer' },
  serialNumber: { vi: 'Số hiệu', en: 'Serial number' },
  registerNumber: { vi: 'Số vào sổ gốc', en: 'Register number' },
  birthDate: { vi: 'Ngày sinh', en: 'Date of birth' },
  ask: { vi: 'Tra cứu', en: 'Look up' },
  asking: { vi: 'Đang hỏi…', en: 'Asking…' },
  missing: { vi: 'Hãy điền đủ các ô.', en: 'Fill in every field.' },
  loading: { vi: 'Đang tải danh sách đơn vị cấp…', en: 'Loading the list of issuers…' },
  noIssuers: {
    vi: 'Chưa có danh sách đơn vị cấp: hãy nối mạng rồi tải lại trang.',
    en: 'There is no list of issuers: connect to the network and reload.',
  },
  kept: {
    vi: 'Các số chỉ dùng cho lần hỏi này: không nằm trong địa chỉ trang, không được lưu.',
    en: 'The numbers serve this question only: they stand in no address and are not kept.',
  },
  many: {
    vi: 'Có tệp PDF hoặc đường dẫn? Kiểm tra nhiều văn bằng cùng lúc',
    en: 'Have PDFs or links? Check many at once',
  },
} satisfies Record<string, Said>;

/** Paper without a code: its three numbers are asked for at the gateway, whose word the answer is. */
export function paperPage(): Page {
  employerStyle();
  let left = false;
  const unit = h('select', { id: 'unit', required: true }) as HTMLSelectElement;
  const input = (id: string, type: 'text' | 'date'): HTMLInputElement =>
    h('input', {
      id,
      type,
      required: true,
      maxlength: 40,
      autocomplete: 'off',
      spellcheck: 'false',
    }) as HTMLInputElement;
  const fields = {
    serialNumber: input('serialNumber', 'text'),
    registerNumber: input('registerNumber', 'text'),
    birthDate: input('birthDate', 'date'),
  };
  // A browser shows a date in the order of its own language: so it stands in words below.
  const day = h('p', { class: 'hint', id: 'birthDate-day' });
  fields.birthDate.setAttribute('aria-describedby', day.id);
  fields.birthDate.addEventListener('input', () => {
    const locale = document.documentElement.lang === 'en' ? 'en-GB' : 'vi-VN';
    const { valueAsDate } = fields.birthDate;
    day.textContent = valueAsDate?.toLocaleDateString(locale, { dateStyle: 'long', timeZone: 'UTC' }) ?? '';
  });
  const problem = h('p', { role: 'alert', class: 'problem' });
  const note = h('p', { role: 'status', class: 'note' }, say(texts.loading));
  const answer = h('div', { role: 'status', 'aria-live': 'polite' });
  const button = h('button', { type: 'submit', class: 'primary', disabled: true }, say(texts.ask)) as HTMLButtonElement;
  let gateways: readonly string[] = [];

  const show = ({ tone, words, scope }: PaperVerdict): void => {
    answer.className = `verdict ${tone} stated`;
    answer.replaceChildren(
      h('p', { class: 'words' }, h('span', { lang: 'vi' }, words.vi)),
      h('p', { class: 'english', lang: 'en' }, words.en),
      h('p', { class: 'scope' }, say(scope)),
    );
  };
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const entries = Object.entries({ unit, ...fields }).map(([name, field]) => [name, field.value.trim()] as const);
    const empty = entries.find(([, value]) => value === '');
    problem.textContent = empty === undefined ? '' : say(texts.missing);
    if (empty !== undefined) return document.getElementById(empty[0])?.focus();
    button.disabled = true;
    note.textContent = say(texts.asking);
    answer.className = '';
    answer.replaceChildren();
    let said: Awaited<ReturnType<typeof postJson>> = null;
    for (const gateway of gateways) {
      const url = `${gateway.replace(/\/+$/, '')}/api/credential/paper-lookup`;
      said = await postJson(url, Object.fromEntries(entries), timeoutMs);
      if (said !== null) break;
    }
    if (left) return;
    note.textContent = '';
    button.disabled = false;
    show(paperVerdict(said));
  };
  const load = async (): Promise<void> => {
    const loaded = await trustPolicy();
    const directory = loaded === null ? new Map<string, never>() : await issuerDirectory(loaded.policy);
    gateways = loaded?.policy.gateways ?? [];
    const units = new Map([...directory.values()].map((entry) => [entry.unit, entry.unitName ?? entry.unit]));
    const choices = [...units].sort(([, a], [, b]) => a.localeCompare(b, 'vi'));
    unit.replaceChildren(...choices.map(([id, name]) => h('option', { value: id }, name)));
    note.textContent = choices.length === 0 ? say(texts.noIssuers) : '';
    button.disabled = choices.length === 0;
  };
  void load();
  const labelled = (name: 'unit' | keyof typeof fields, field: HTMLElement): HTMLElement[] => [
    h('label', { for: name, class: 'field' }, say(texts[name])),
    field,
  ];
  const form = h(
    'form',
    { class: 'card', novalidate: true, submit: (event) => void submit(event) },
    ...labelled('unit', unit),
    ...(['serialNumber', 'registerNumber', 'birthDate'] as const).flatMap((name) => labelled(name, fields[name])),
    day,
    problem,
    button,
    note,
    h('p', { class: 'hint' }, say(texts.kept)),
  );
  const element = titledPage(
    texts,
    { class: 'record employer paper' },
    form,
    answer,
    h('p', {}, h('a', { href: '/kiem-tra-nhieu' }, say(texts.many))),
  );
  return { element, leave: () => void (left = true) };
}
