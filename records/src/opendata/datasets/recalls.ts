import type { RecallBody } from '../../domains/origin/recall.ts';
import { vietnamDate } from '../../vietnam-date.ts';
import { sortedRows, type OpenDataset, type OpenRow } from '../dataset.ts';
import { noCounts } from '../parts.ts';

export const recalls: OpenDataset = {
  id: 'recalls',
  title: ['Thông báo thu hồi nông sản, thực phẩm', 'Recall notices'],
  description: [
    'Mỗi dòng là một thông báo thu hồi; mã lô mở ra trang kiểm tra, nơi có lý do và mọi lô liên quan.',
    'Each row is a recall notice; the lot’s id opens at the verifier, with the reason and every lot that descends from it.',
  ],
  method: [
    'Lấy mọi thông báo (origin/recall); ngày là ngày ở Việt Nam. Lý do là chữ viết tự do nên không đưa vào tệp.',
    'All notices (origin/recall); days are those in Việt Nam. Reasons are free text and stay out of the file.',
  ],
  protection: noCounts,
  keywords: [
    ['thu hồi', 'recall'],
    ['an toàn thực phẩm', 'food safety'],
  ],
  theme: 'AGRI',
  sources: ['origin/recall'],
  isDated: true,
  columns: [
    { name: 'issued_on', title: ['Ngày thông báo', 'Issued on'], kind: 'date' },
    { name: 'record', title: ['Mã thông báo', 'Record id of the notice'], kind: 'text' },
    { name: 'lot_record', title: ['Mã hồ sơ lô', 'Record id of the lot'], kind: 'text' },
    { name: 'class', title: ['Mức (I nguy hiểm nhất)', 'Class (I is the gravest)'], kind: 'text' },
    { name: 'in_force', title: ['Còn hiệu lực', 'In force'], kind: 'boolean' },
    { name: 'lifted_on', title: ['Ngày gỡ', 'Lifted on'], kind: 'date' },
  ],
  start() {
    const rows: OpenRow[] = [];
    return {
      add({ id, body, status }, recordedAt) {
        const { batch, class: grade, lift } = body as RecallBody;
        const liftedOn = lift === undefined ? null : vietnamDate(lift.at);
        rows.push([vietnamDate(recordedAt), id, batch, grade, status === 'active', liftedOn]);
      },
      rows: () => sortedRows(rows),
    };
  },
};
