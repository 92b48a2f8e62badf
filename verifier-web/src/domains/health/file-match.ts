import { matchDocument, type DocumentMatch } from '@daunguon/proof/health';
import { h, icon, icons, say } from '../../browser/dom.ts';
import { filePicker } from '../../browser/file-picker.ts';
import type { Said } from '../../check/said.ts';
import type { ProvenDigests } from '../../domains.ts';

const texts = {
  title: { vi: 'So tệp hồ sơ', en: 'Compare the record’s file' },
  lead: {
    vi: 'Chọn tệp điện tử mà người bệnh hoặc cơ sở y tế gửi cho bạn. Tệp chỉ được đọc trên máy này, không gửi đi đâu.',
    en: 'Choose the electronic file that the patient or the facility sent you. It is read on this device only and sent nowhere.',
  },
  choose: { vi: 'Chọn tệp', en: 'Choose a file' },
  reading: { vi: 'Đang đọc tệp…', en: 'Reading the file…' },
  unreadable: { vi: 'Không đọc được tệp này.', en: 'This file could not be read.' },
} satisfies Record<string, Said>;

const answers: Readonly<Record<DocumentMatch, readonly [tone: 'green' | 'red', said: Said]>> = {
  exact: [
    'green',
    {
      vi: 'KHỚP TỪNG BYTE: đúng tệp mà cơ sở đã ghi.',
      en: 'MATCHES BYTE FOR BYTE: the very file that the facility recorded.',
    },
  ],
  canonical: [
    'green',
    {
      vi: 'KHỚP NỘI DUNG: cùng dữ liệu, chỉ cách viết tệp khác (khoảng trắng, thứ tự).',
      en: 'CONTENTS MATCH: the same data, only written differently (blanks, order).',
    },
  ],
  none: [
    'red',
    {
      vi: 'KHÔNG KHỚP: tệp này không phải hồ sơ đã ghi, hoặc đã bị sửa.',
      en: 'DOES NOT MATCH: this file is not the recorded one, or was altered.',
    },
  ],
};

/** Choose a file: whether it is the recorded one, byte for byte or in its canonical form. Nothing leaves the device. */
export function fileMatch(proven: ProvenDigests): HTMLElement {
  const result = h('div', { role: 'status', 'aria-live': 'polite' });
  const picker = filePicker('health-file', texts.choose, (file) => {
    result.replaceChildren(h('p', { class: 'note' }, say(texts.reading)));
    void file
      .arrayBuffer()
      .then((bytes) => {
        const match = matchDocument(new Uint8Array(bytes), proven);
        const [tone, said] = answers[match];
        const picture = icon(tone === 'green' ? icons.check : icons.cross);
        result.replaceChildren(
          h(
            'section',
            { class: `verdict ${tone}`, 'data-match': match },
            h('p', { class: 'words' }, picture, say(said)),
          ),
        );
      })
      .catch(() => result.replaceChildren(h('p', { class: 'problem' }, say(texts.unreadable))));
  });
  return h(
    'div',
    {},
    h('h3', {}, say(texts.title)),
    h('p', { class: 'hint' }, say(texts.lead)),
    picker.element,
    result,
  );
}
