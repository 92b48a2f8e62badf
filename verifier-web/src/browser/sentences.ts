import { isWhole } from './check-answer.ts';
import { organisationName } from './organisations.ts';
import { formatTime } from './said.ts';
import type { Said } from './said.ts';
import type { Lookup } from './verdict.ts';

const nothingSaid: Said = {
  vi: 'Kết quả này không nói gì về sản phẩm bạn đang cầm.',
  en: 'This result says nothing about the product in your hand.',
};

/** Three sentences under every verdict: who stated it and when, what was checked and by whom, what it does not say. */
export function sentences(lookup: Lookup): Said[] {
  if (lookup.kind === 'absent')
    return [
      {
        vi: 'Máy chủ của cổng nói không có hồ sơ nào mang mã này.',
        en: 'The gateway says that no record has this code.',
      },
      {
        vi: 'Trang này chưa có cách nào kiểm chứng độc lập rằng mã thật sự không tồn tại.',
        en: 'This page has no independent way yet to confirm that the code really does not exist.',
      },
      { vi: 'Hãy so lại mã với nhãn, rồi hỏi nơi bán.', en: 'Compare the code with the label, then ask the shop.' },
    ];
  if (lookup.kind === 'offline')
    return [
      { vi: 'Chưa nhận được trả lời từ máy chủ của cổng.', en: 'No answer came from the gateway.' },
      { vi: 'Chưa có gì được kiểm tra.', en: 'Nothing has been checked.' },
      nothingSaid,
    ];
  if (lookup.kind === 'unreadable')
    return [
      { vi: 'Máy chủ của cổng trả lời sai dạng.', en: 'The gateway answered in an unknown form.' },
      { vi: 'Chưa có gì được kiểm tra.', en: 'Nothing has been checked.' },
      nothingSaid,
    ];
  const { answer, check } = lookup;
  const unit = answer.units[answer.record.by.unit]?.name;
  const organisation = organisationName(answer.record.by.msp);
  const when = formatTime(answer.blockTime || answer.record.ts);
  const bodies = answer.endorsers.length;
  const last = answer.record.version > 1; // later steps write the record again: the newest writer is not its author
  if (!isWhole(check))
    return [
      { vi: 'Máy chủ của cổng đã gửi một hồ sơ cho mã này.', en: 'The gateway sent a record for this code.' },
      {
        vi: 'Tính lại ngay trên máy của bạn, nội dung ấy không khớp với dấu niêm phong gửi kèm, nên không được hiển thị.',
        en: 'Recomputed on your own device, its contents do not match the seal sent with them, so they are not shown.',
      },
      nothingSaid,
    ];
  return [
    {
      vi: `${unit ? `${unit} (${organisation.vi})` : organisation.vi} ${last ? 'cập nhật sổ lần cuối' : 'khai vào sổ'} lúc ${when}, theo lời máy chủ của cổng.`,
      en: `${unit ? `${unit} (${organisation.en})` : organisation.en} ${last ? 'last updated it' : 'entered it'} at ${when}, as stated by the gateway.`,
    },
    {
      vi: `Máy của bạn đã tính lại và thấy nội dung còn nguyên so với dấu niêm phong; cổng nói có ${bodies} cơ quan đã ký, điều này chưa được kiểm chứng độc lập.`,
      en: `Your device recomputed that the contents still match their seal; the gateway says ${bodies} bodies signed, which is not independently verified.`,
    },
    {
      vi: 'Hồ sơ đúng không có nghĩa món hàng trong tay bạn đúng là món ấy: hãy so tên, số lô và tem.',
      en: 'A sound record does not make the thing in your hand that thing: compare name, lot and seal.',
    },
  ];
}
