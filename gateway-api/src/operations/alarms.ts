import { join } from 'node:path';
import type { WitnessName } from '@daunguon/proof';
import type { LogStatus } from '../log/log-status.ts';
import type { AgentState } from './agent-watch.ts';
import type { PeerState } from './peer-watch.ts';

/** What the operations page knows; `anchor` is null where none is configured. */
export interface Observed {
  readonly ledgerUp: boolean;
  readonly indexUp: boolean;
  readonly block: number;
  readonly lagSeconds: number;
  /** Whether the index took a block in the last seconds. */
  readonly indexMoves: boolean;
  readonly peers: readonly PeerState[];
  readonly agent: AgentState;
  readonly log: Pick<LogStatus, 'waiting' | 'cosigners' | 'trouble' | 'checkpoint'>;
  /** Organisations by the names of their cosigners' keys, as the trust policy has them. */
  readonly names: ReadonlyMap<string, WitnessName>;
  readonly anchor: { readonly alarm: boolean; readonly textVi: string; readonly text: string } | null;
  /** Folders as the commands name them. */
  readonly places: { readonly dataDir: string; readonly networkDir: string };
}

interface Said {
  /** What happened. */
  readonly what: string;
  /** Who is affected, and how. */
  readonly who: string;
}
export interface Alarm {
  readonly id:
    | 'ledger'
    | 'peer'
    | 'index'
    | 'lag'
    | 'no-checkpoint'
    | 'quorum'
    | 'cosigner'
    | 'anchor'
    | 'enrolment'
    | 'revocation';
  /** serious: something does not work; warning: it works, with less room than it should have. */
  readonly level: 'serious' | 'warning';
  readonly vi: Said;
  readonly en: Said;
  /** The one command to run, in the folder of the product on the gateway's machine. */
  readonly command: string;
}

/** Behind by more than this, somebody must look. */
const lagLimit = 30;
/** A revocation that waits longer needs a hand, seconds. */
const revocationLimit = 30;
/** Cosignatures without which no checkpoint is published (trust policy of the network), and peers without which nothing is endorsed. */
const quorum = 3;

const said = (what: string, who: string): Said => ({ what, who });
const nodesCommand = ({ places }: Observed): string =>
  `node test-network/src/cli.ts status --data ${places.networkDir}`;
const logCommand = ({ places }: Observed, part: string): string =>
  `tail -n 50 ${join(places.dataDir, 'logs', `${part}.log`)}`;

/** What organisations are called whose ledger identities or cosigners' keys are given; one that the trust policy does not name keeps that. */
function called({ names }: Observed, of: readonly string[]): { readonly vi: string; readonly en: string } {
  const byIdentity = new Map([...names.values()].map((one) => [one.msp, one]));
  const found = of.map((one) => names.get(one) ?? byIdentity.get(one) ?? { vi: one, en: one });
  return { vi: found.map(({ vi }) => vi).join('; '), en: found.map(({ en }) => en).join('; ') };
}

function peerAlarms(observed: Observed): Alarm[] {
  const { peers, ledgerUp } = observed;
  const silent = peers.filter(({ up }) => !up).map(({ mspId }) => mspId);
  const left = peers.length - silent.length;
  // A ledger that does not answer says it all.
  if (!ledgerUp || silent.length === 0) return [];
  const [names, isEnough] = [called(observed, silent), left >= quorum];
  return [
    {
      ...{ id: 'peer', level: isEnough ? 'warning' : 'serious', command: nodesCommand(observed) },
      vi: said(
        `Nút ngang hàng không trả lời: ${names.vi}.`,
        isEnough
          ? `Đơn vị của ${names.vi} chưa ghi được vì hồ sơ của họ cần nút của chính tổ chức ấy; người khác ghi như thường: còn ${left} nút, cần ${quorum}.`
          : `Không ai ghi được: còn ${left} nút, cần ${quorum}. Tra cứu vẫn chạy.`,
      ),
      en: said(
        `Peers that do not answer: ${names.en}.`,
        isEnough
          ? `Units of ${names.en} cannot record, because what they own needs their own organisation’s peer; everybody else records as before: ${left} peers are left, ${quorum} are needed.`
          : `Nobody can record: ${left} peers are left, ${quorum} are needed. Look-ups go on.`,
      ),
    },
  ];
}

function ledgerAlarms(observed: Observed): Alarm[] {
  const { ledgerUp, indexUp, block, lagSeconds, indexMoves, places } = observed;
  if (!ledgerUp)
    return [
      {
        ...{ id: 'ledger', level: 'serious', command: nodesCommand(observed) },
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
  if (!indexUp && !indexMoves)
    return [
      {
        ...{
          id: 'index',
          level: 'serious',
          command: `DN_DATA=${places.dataDir} node gateway-api/src/rebuild.ts --beside`,
        },
        vi: said(
          `Chỉ mục không theo kịp sổ sau khối ${block}.`,
          'Trang làm việc và bảng số hiện số cũ; ghi sổ vẫn chạy, không mất gì. Dựng chỉ mục mới từ các khối ngay bên cạnh: cổng tự chuyển sang khi xong.',
        ),
        en: said(
          `The index does not keep up after block ${block}.`,
          'Workspaces and dashboards show old numbers; recording goes on and nothing is lost. Build another index from the blocks beside it: the gateway switches to it by itself.',
        ),
      },
    ];
  if (lagSeconds <= lagLimit) return [];
  return [
    {
      ...{ id: 'lag', level: 'warning', command: logCommand(observed, 'gateway') },
      vi: said(
        `Chỉ mục trễ ${lagSeconds} giây và đang đuổi theo, đã đến khối ${block}.`,
        'Người vừa ghi chưa thấy hồ sơ của mình trong danh sách; không mất gì.',
      ),
      en: said(
        `The index is ${lagSeconds} s behind and is catching up; it is at block ${block}.`,
        'Who has just recorded does not see it in lists yet; nothing is lost.',
      ),
    },
  ];
}

function cosignerAlarms(observed: Observed): Alarm[] {
  const { log } = observed;
  const missing = log.cosigners.filter(({ state }) => state !== 'signed').map(({ name }) => name);
  const signing = log.cosigners.length - missing.length;
  const names = called(observed, missing);
  // Without a cosigner that failed it is something else that stands in the way, in the words of the log.
  const why =
    missing.length > 0
      ? { vi: ` vì thiếu chữ ký của: ${names.vi}`, en: ` because these did not sign: ${names.en}` }
      : { vi: log.trouble === null ? '' : ` (${log.trouble})`, en: log.trouble === null ? '' : ` (${log.trouble})` };
  const command = logCommand(observed, 'cosigners');
  if (log.checkpoint === null)
    return [
      {
        ...{ id: 'no-checkpoint', level: 'serious', command },
        vi: said(
          `Chưa công bố điểm kiểm tra nào${why.vi}.`,
          'Chưa hồ sơ nào có bằng chứng: người quét nhãn thấy “chưa kiểm chứng được”.',
        ),
        en: said(
          `No checkpoint was published${why.en}.`,
          'No record has a proof: whoever scans a label reads that it cannot be verified yet.',
        ),
      },
    ];
  if (log.trouble !== null)
    return [
      {
        ...{ id: 'quorum', level: 'serious', command },
        vi: said(
          `Chưa công bố được điểm kiểm tra mới${why.vi}. ${log.waiting} mục đang chờ.`,
          'Hồ sơ mới đã trên sổ nhưng chưa có bằng chứng; hồ sơ cũ không ảnh hưởng.',
        ),
        en: said(
          `The next checkpoint cannot be published${why.en}. ${log.waiting} entries wait.`,
          'New records are on the ledger without a proof yet; older ones are not affected.',
        ),
      },
    ];
  if (missing.length === 0) return [];
  return [
    {
      ...{ id: 'cosigner', level: 'warning', command },
      vi: said(
        `Không cùng ký lượt vừa rồi: ${names.vi}.`,
        `Chưa ai bị ảnh hưởng: còn ${signing} tổ chức ký, cần ${quorum}. Thêm một tổ chức dừng thì hồ sơ mới không có bằng chứng.`,
      ),
      en: said(
        `Did not cosign the last round: ${names.en}.`,
        `Nobody is affected yet: ${signing} organisations sign, ${quorum} are needed. One more, and new records have no proof.`,
      ),
    },
  ];
}

const anchorAlarms = (observed: Observed): Alarm[] => {
  const { anchor } = observed;
  return anchor?.alarm === true
    ? [
        {
          ...{ id: 'anchor', level: 'serious', command: logCommand(observed, 'gateway') },
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
};

function agentAlarms(observed: Observed): Alarm[] {
  const { agent, places } = observed;
  if (agent === 'silent')
    return [
      {
        ...{ id: 'enrolment', level: 'warning', command: logCommand(observed, 'sign-in') },
        vi: said(
          'Đại lý cấp chứng thư không trả lời.',
          'Người mới, người đổi đơn vị và người tạo khóa mới phải chờ; máy bị báo mất chưa thu hồi được. Người đã có chứng thư ghi như thường.',
        ),
        en: said(
          'The enrolment agent does not answer.',
          'New people, people who change units and new keys wait; lost devices are not revoked yet. Whoever has a certificate records as before.',
        ),
      },
    ];
  if (agent.waiting === 0 || agent.waitingSeconds <= revocationLimit) return [];
  const mspId = agent.mspIds[0] ?? '';
  const list = join(places.dataDir, 'enrolment', `${mspId}.crl.pem`);
  return [
    {
      ...{ id: 'revocation', level: 'serious' },
      vi: said(
        `${agent.waiting} máy bị báo mất đã thu hồi ở nơi cấp chứng thư nhưng kênh chưa có danh sách (${called(observed, agent.mspIds).vi}), chờ ${agent.waitingSeconds} giây.`,
        'Ai đang giữ máy ấy vẫn ký được thay chủ máy. Quản trị của tổ chức đưa danh sách lên kênh.',
      ),
      en: said(
        `${agent.waiting} devices that were reported lost are revoked at their authority, but the channel has no list of it (${called(observed, agent.mspIds).en}), since ${agent.waitingSeconds} s.`,
        'Whoever holds such a device still signs in its owner’s name. The organisation’s administrator brings the list to the channel.',
      ),
      command: `node test-network/src/cli.ts revoke --data ${places.networkDir} --msp ${mspId} --crl ${list}`,
    },
  ];
}

/** What somebody has to do something about, the worst first. */
export const alarmsOf = (observed: Observed): readonly Alarm[] =>
  [ledgerAlarms, peerAlarms, cosignerAlarms, anchorAlarms, agentAlarms]
    .flatMap((alarms) => alarms(observed))
    .sort((a, b) => Number(a.level === 'warning') - Number(b.level === 'warning'));
