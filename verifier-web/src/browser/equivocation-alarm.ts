import type { Equivocation } from '../check/equivocation.ts';
import { toJson } from '../check/evidence-file.ts';
import { h, say } from './dom.ts';
import { downloadButton } from './download-button.ts';

/** A register that showed two histories: what that means, and the evidence, which anybody can check, to hand on. */
export function equivocationAlarm(equivocation: Equivocation): HTMLElement {
  const save = downloadButton(
    { vi: 'Tải bằng chứng hai lịch sử', en: 'Download the evidence of two histories' },
    'two-histories.json',
    'application/json',
    () => `${toJson(equivocation)}\n`,
  );
  const words = {
    vi: 'Sổ chung đã cho máy này xem hai lịch sử trái nhau, đều có chữ ký của sổ. Đừng tin kết quả nào cho đến khi các cơ quan giải thích; hãy gửi họ tệp này.',
    en: 'The common register has shown this device two contradicting histories, both signed by it. Rely on no result until the organisations explain it; send them this file.',
  };
  return h('section', { class: 'card alarm-note', role: 'alert' }, h('p', {}, say(words)), save);
}
