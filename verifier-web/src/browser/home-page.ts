import { h, icon, icons, say } from './dom.ts';
import { readCredentialAddress } from '../check/credential-address.ts';
import type { Label } from '../check/label.ts';
import type { Said } from '../check/said.ts';
import { readTypedCode } from '../check/typed-code.ts';
import type { Page } from './page.ts';
import { recentList } from './recent-list.ts';
import type { Scanner } from './scan/camera.ts';

const messages = {
  noCamera: {
    vi: 'Không mở được máy ảnh. Hãy chụp ảnh mã QR hoặc nhập mã in dưới nhãn.',
    en: 'The camera could not be opened. Take a photo of the QR code or type the code printed below it.',
  },
  looking: { vi: 'Đưa mã QR trên nhãn vào khung hình…', en: 'Hold the label’s QR code inside the frame…' },
  reading: { vi: 'Đang đọc ảnh…', en: 'Reading the photo…' },
  noCode: { vi: 'Không thấy mã QR trong ảnh này.', en: 'No QR code found in this photo.' },
  notOurs: { vi: 'Mã QR này không phải nhãn Dấu Nguồn.', en: 'This QR code is not a Dấu Nguồn label.' },
  length: {
    vi: 'Mã gồm 27 ký tự, kể cả ký tự kiểm tra cuối cùng.',
    en: 'The code has 27 characters, including the last check character.',
  },
  character: { vi: 'Mã có ký tự không hợp lệ.', en: 'The code contains a character that is not allowed.' },
  check: {
    vi: 'Ký tự kiểm tra không đúng: hãy so lại mã với nhãn.',
    en: 'The check character does not fit: compare the code with the label again.',
  },
} satisfies Record<string, Said>;

/** Scan with the camera, from a photo, or type the code; `handedOver`: what another program took from a label and handed over (docs/guide/embed.md). */
export function homePage(open: (label: Label, fragment?: string) => void, handedOver = ''): Page {
  let scanner: Scanner | null = null;
  const note = h('p', { class: 'note', role: 'status' });
  const tell = (said: Said): void => note.replaceChildren(say(said));
  const video = h('video', { playsinline: true, muted: true, hidden: true }) as HTMLVideoElement;
  const start = h(
    'button',
    { type: 'button', class: 'primary', id: 'scan' },
    icon(icons.camera),
    say({ vi: 'Quét mã QR', en: 'Scan QR code' }),
  );
  const stopButton = h(
    'button',
    { type: 'button', class: 'secondary', hidden: true },
    say({ vi: 'Dừng quét', en: 'Stop scanning' }),
  );

  const lamp = h(
    'button',
    { type: 'button', class: 'secondary', id: 'torch', hidden: true, 'aria-pressed': 'false' },
    icon(icons.lamp),
    say({ vi: 'Đèn', en: 'Lamp' }),
  );

  const setScanning = (on: boolean): void => {
    video.hidden = !on;
    stopButton.hidden = !on;
    start.hidden = on;
    if (!on) lamp.hidden = true;
  };
  const offerTorch = ({ torch }: Scanner): void => {
    lamp.hidden = torch === null;
    lamp.setAttribute('aria-pressed', 'false');
    lamp.onclick = () => {
      const on = lamp.getAttribute('aria-pressed') !== 'true';
      torch?.(on).then(
        () => lamp.setAttribute('aria-pressed', String(on)),
        () => (lamp.hidden = true), // the camera said that it has one and has not
      );
    };
  };
  const stop = (): void => {
    scanner?.stop();
    scanner = null;
    setScanning(false);
  };
  start.addEventListener('click', () => void scan());
  stopButton.addEventListener('click', () => {
    stop();
    note.replaceChildren();
    start.focus();
  });

  async function scan(): Promise<void> {
    setScanning(true);
    tell(messages.looking);
    stopButton.focus();
    try {
      const { startCamera } = await import('./scan/camera.ts');
      scanner = await startCamera(video, (text) => {
        const ours = readCredentialAddress(text) !== null;
        if (!ours) tell(messages.notOurs);
        return ours;
      });
      offerTorch(scanner);
      openScanned(await scanner.found);
    } catch {
      stop();
      tell(messages.noCamera);
    }
  }

  const openScanned = (text: string | null): void => {
    const address = text === null ? null : readCredentialAddress(text);
    if (address?.kind === 'record') open(address.label, address.fragment);
    // A credential's own code, whatever host is printed: this page checks it, without a network too.
    if (address?.kind === 'printed') location.assign(`/v#${address.fragment}`);
  };

  const photo = h('input', {
    type: 'file',
    accept: 'image/*',
    id: 'photo',
    class: 'visually-hidden',
    change: () => void readPhoto(),
  }) as HTMLInputElement;
  async function readPhoto(): Promise<void> {
    const file = photo.files?.[0];
    if (!file) return;
    tell(messages.reading);
    const { decodePhoto } = await import('./scan/camera.ts');
    const text = await decodePhoto(file).catch(() => null);
    photo.value = '';
    if (text === null) tell(messages.noCode);
    else if (readCredentialAddress(text) === null) tell(messages.notOurs);
    else openScanned(text);
  }

  const problem = h('p', { class: 'problem', id: 'code-problem', role: 'alert' });
  const code = h('input', {
    id: 'code',
    name: 'code',
    autocomplete: 'off',
    autocapitalize: 'characters',
    spellcheck: 'false',
    'aria-describedby': 'code-hint code-problem',
  }) as HTMLInputElement;
  const submit = (event?: Event): void => {
    event?.preventDefault();
    const typed = readTypedCode(code.value);
    if (typed.ok) return open({ kind: 'record', id: typed.id });
    problem.replaceChildren(say(messages[typed.reason]));
    code.setAttribute('aria-invalid', 'true');
    code.focus();
  };

  const element = h(
    'div',
    { class: 'home' },
    h('h1', {}, say({ vi: 'Kiểm tra nguồn gốc sản phẩm', en: 'Check where a product comes from' })),
    h(
      'p',
      { class: 'lead' },
      say({
        vi: 'Quét mã QR trên nhãn để xem lô hàng do ai trồng, đóng gói, vận chuyển và có đang bị thu hồi hay không.',
        en: 'Scan the QR code on the label to see who grew, packed and moved this lot, and whether it is being recalled.',
      }),
    ),
    h(
      'section',
      { class: 'card scan', 'aria-label': say({ vi: 'Quét mã', en: 'Scan' }) },
      video,
      start,
      lamp,
      stopButton,
      photo,
      h(
        'label',
        { for: 'photo', class: 'secondary' },
        icon(icons.photo),
        say({ vi: 'Chọn ảnh có mã QR', en: 'Use a photo of the code' }),
      ),
      note,
    ),
    h(
      'form',
      { class: 'card', novalidate: true, submit },
      h(
        'label',
        { for: 'code', class: 'field' },
        say({ vi: 'Hoặc nhập mã in dưới mã QR', en: 'Or type the code printed below the QR code' }),
      ),
      h(
        'p',
        { id: 'code-hint', class: 'hint' },
        say({
          vi: '27 chữ và số, không phân biệt hoa thường, có thể để khoảng trắng',
          en: '27 letters and digits; case and spaces do not matter',
        }),
      ),
      code,
      problem,
      h('button', { type: 'submit', class: 'secondary' }, say({ vi: 'Kiểm tra mã', en: 'Check this code' })),
    ),
    recentList(open),
    h(
      'p',
      {},
      h(
        'a',
        { href: '/kiem-tra-nhieu' },
        say({ vi: 'Nơi tuyển dụng: kiểm tra nhiều văn bằng', en: 'Employers: check many credentials' }),
      ),
    ),
    h(
      'p',
      {},
      h('a', { href: '/cach-kiem-chung' }, say({ vi: 'Kiểm chứng hoạt động thế nào', en: 'How the check works' })),
    ),
    h('p', {}, h('a', { href: '/kiem-tra-tep' }, say({ vi: 'Kiểm tra một tệp bất kỳ', en: 'Check any file' }))),
  );
  if (handedOver !== '') queueMicrotask(takeOver);
  return { element, leave: stop };

  function takeOver(): void {
    const text = decoded(handedOver);
    if (readCredentialAddress(text) !== null) return openScanned(text);
    code.value = text;
    submit();
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a % without its two digits
  }
}
