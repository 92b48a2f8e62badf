import { problem } from '../../problem.ts';

/** Refusals of `ocop`. */
export const ocopProblems = {
  'ocop/rules-in-past': problem(
    422,
    'Bộ tiêu chí chỉ áp dụng từ hôm nay trở đi',
    'Rules of rating hold from today or a later day on',
  ),
  'ocop/rules-of-day-exist': problem(409, 'Đã có bộ tiêu chí từ ngày đó', 'There are rules of rating from that day on'),
  'ocop/no-rules': problem(409, 'Chưa có bộ tiêu chí nào có hiệu lực', 'No rules of rating hold yet'),
} as const;
