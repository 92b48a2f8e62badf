import type { LogStatus } from '../log/log-status.ts';

/** What the operations page knows; `anchor` is null where none is configured. */
export interface Observed {
  readonly ledgerUp: boolean;
  readonly indexUp: boolean;
  readonly block: number;
  readonly lagSeconds: number;
  readonly log: Pick<LogStatus, 'waiting' | 'cosigners' | 'trouble' | 'checkpoint'>;
  readonly anchor: { readonly alarm: boolean; readonly textVi: string; readonly text: string } | null;
}

interface Said {
  /** What happened. */
  readonly what: string;
  /** Who is affected, and how. */
  readonly who: string;
}
export interface Alarm {
  readonly id: 'ledger' | 'index' | 'lag' | 'no-checkpoint' | 'quorum' | 'cosigner' | 'anchor';
  /** serious: something does not work; warning: it works, with less room than it should have. */
  readonly level: 'serious' | 'warning';
  readonly vi: Said;
  readonly en: Said;
  /** The one command to run, in the folder of the product on the gateway's machine. */
  readonly command: string;
}

/** Behind by more than this, somebody must look. */
const lagLimit = 30;
/** Cosignatures without which no checkpoint is published (trust policy of the network). */
const quorum = 3;

const said = (what: string, who: string): Said => ({ what, who });

function ledgerAlarms({ ledgerUp, indexUp, block, lagSeconds }: Observed): Alarm[] {
  if (!ledgerUp)
    return [
      {
        ...{ id: 'ledger', level: 'serious', command: 'node test-network/src/cli.ts status' },
        vi: said(
          'Mạng sổ cái không trả lời.',
          'Không ai ghi được hồ sơ mới; tra cứu vẫn chạy theo dữ liệu đã có. Người ghi nhận được lời nhắc gửi lại, không mất gì.',
        ),
        en: said(
          'The ledger network does not answer.',
          'Nobody can record; look-ups go on with what there is. Whoever records is told to send again and loses nothing.',
        ),
      },
    ];
  if (!indexUp)
    return [
      {
        ...{ id: 'index', level: 'serious', command: 'node gateway-api/src/rebuild.ts' },
        vi: said(
          `Chỉ mục không theo kịp sổ sau khối ${block}.`,
          'Trang làm việc và bảng số hiện số cũ; ghi sổ vẫn chạy. Dừng cổng, dựng lại chỉ mục từ các khối, rồi chạy lại cổng.',
        ),
        en: said(
          `The index does not keep up after block ${block}.`,
          'Workspaces and dashboards show old numbers; recording goes on. Stop the gateway, rebuild the index from the blocks, start the gateway.',
        ),
      },
    ];
  if (lagSeconds <= lagLimit) return [];
  return [
    {
      ...{ id: 'lag', level: 'warning', command: 'tail -n 50 .daunguon/logs/gateway.log' },
      vi: said(`Chỉ mục trễ ${lagSeconds} giây.`, 'Người vừa ghi chưa thấy hồ sơ của mình trong danh sách.'),
      en: said(`The index is ${lagSeconds} s behind.`, 'Who has just recorded does not see it in lists yet.'),
    },
  ];
}

function cosignerAlarms({ log }: Observed): Alarm[] {
  const missing = log.cosigners.filter(({ state }) => state !== 'signed').map(({ name }) => name);
  const signing = log.cosigners.length - missing.length;
  const names = missing.join(', ');
  const command = 'tail -n 50 .daunguon/logs/cosigners.log';
  if (log.checkpoint === null)
    return [
      {
        ...{ id: 'no-checkpoint', level: 'serious', command },
        vi: said(
          `Chưa công bố điểm kiểm tra nào${log.trouble === null ? '' : ` (${log.trouble})`}.`,
          'Chưa hồ sơ nào có bằng chứng: người quét nhãn thấy “chưa kiểm chứng được”.',
        ),
        en: said(
          `No checkpoint was published${log.trouble === null ? '' : ` (${log.trouble})`}.`,
          'No record has a proof: whoever scans a label reads that it cannot be verified yet.',
        ),
      },
    ];
  if (log.trouble !== null)
    return [
      {
        ...{ id: 'quorum', level: 'serious', command },
        vi: said(
          `Điểm kiểm tra mới không đủ chữ ký (${log.trouble}); ${log.waiting} mục đang chờ.`,
          'Hồ sơ mới đã trên sổ nhưng chưa có bằng chứng; hồ sơ cũ không ảnh hưởng.',
        ),
        en: said(
          `The next checkpoint lacks signatures (${log.trouble}); ${log.waiting} entries wait.`,
          'New records are on the ledger without a proof yet; older ones are not affected.',
        ),
      },
    ];
  if (missing.length === 0) return [];
  return [
    {
      ...{ id: 'cosigner', level: 'warning', command },
      vi: said(
        `Không cùng ký lượt vừa rồi: ${names}.`,
        `Chưa ai bị ảnh hưởng: còn ${signing} tổ chức ký, cần ${quorum}. Thêm một tổ chức dừng thì hồ sơ mới không có bằng chứng.`,
      ),
      en: said(
        `Did not cosign the last round: ${names}.`,
        `Nobody is affected yet: ${signing} organisations sign, ${quorum} are needed. One more, and new records have no proof.`,
      ),
    },
  ];
}

const anchorAlarms = ({ anchor }: Observed): Alarm[] =>
  anchor?.alarm === true
    ? [
        {
          ...{ id: 'anchor', level: 'serious', command: 'tail -n 50 .daunguon/logs/gateway.log' },
          vi: said(
            `Neo EVM: ${anchor.textVi}.`,
            'Ghi sổ và kiểm chứng không dừng; điểm kiểm tra mới chưa được neo ra chuỗi ngoài.',
          ),
          en: said(
            `EVM anchor: ${anchor.text}.`,
            'Recording and verifying go on; new checkpoints are not anchored on the outer chain.',
          ),
        },
      ]
    : [];

/** What somebody has to do something about, the worst first. */
export const alarmsOf = (observed: Observed): readonly Alarm[] =>
  [...ledgerAlarms(observed), ...cosignerAlarms(observed), ...anchorAlarms(observed)].sort(
    (a, b) => Number(a.level === 'warning') - Number(b.level === 'warning'),
  );
