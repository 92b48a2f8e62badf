import type { Presented } from '@daunguon/proof';
import type { Said } from './said.ts';

type Json = Record<string, unknown>;

/** What a forger does to a genuine answer. */
export interface Forged {
  bundle: Json;
  /** What the forger's victim holds in their hand. */
  presented?: Presented;
  /** Milliseconds that have passed since the answer was signed. */
  laterMs?: number;
}

export interface Forgery {
  name: string;
  title: Said;
  /** What is done, and by whom. */
  deed: Said;
  /** Why it does not help. */
  caught: Said;
  forge(genuine: Json): Forged;
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const dayMs = 86_400_000;

/** Where the name that people read stands in a public body. */
export const nameIn = (bundle: Json): { path: readonly string[]; name: string } | undefined => {
  const body = bundle['body'];
  for (const path of [['name'], ['product', 'name'], ['lot']]) {
    const name = path.reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), body);
    if (typeof name === 'string') return { path, name };
  }
  return undefined;
};

/** The bundle's body under another name. */
export function renamed(bundle: Json, name: string): Json {
  const body = structuredClone(bundle['body']) as Json;
  const path = nameIn(bundle)?.path ?? ['name'];
  const holder = path.slice(0, -1).reduce<Json>((value, key) => value[key] as Json, body);
  holder[path.at(-1) ?? 'name'] = name;
  return body;
}

/** The text with its byte at a place changed by one bit: 'a' becomes 'c' or the like, always another letter of base64 or JSON. */
const oneCharacter = (text: string, at: number): string =>
  `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;

/** Somebody shows a paper with this name on it. */
export const onPaper = (genuine: Json, name: string): Forged => ({
  bundle: genuine,
  presented: { kind: 'record', body: renamed(genuine, name), salt: String(genuine['salt']) } as Presented,
});

/** Each is done to the real answer of the network, on the reader's device, and judged by the very check that judges labels. */
export const forgeries: readonly Forgery[] = [
  {
    name: 'server',
    title: { vi: 'Máy chủ sửa một chữ', en: 'The server changes one character' },
    deed: {
      vi: 'Cổng gửi về đúng hồ sơ ấy, nhưng đổi một chữ trong nội dung.',
      en: 'The gateway sends that very record with one character of its contents changed.',
    },
    caught: {
      vi: 'Nội dung không còn khớp với dấu vân số đã ghi vào sổ, nên trang không hiển thị. Trang không gọi hàng là giả, vì lỗi ở máy chủ chứ không ở hàng.',
      en: 'The contents no longer give the fingerprint in the register, so they are not shown. The goods are not called a fake: the server is at fault, not they.',
    },
    forge: (genuine) => {
      const { name = '' } = nameIn(genuine) ?? {};
      return { bundle: { ...genuine, body: renamed(genuine, oneCharacter(name, 0)) } };
    },
  },
  {
    name: 'leaf',
    title: { vi: 'Đổi một byte trong sổ', en: 'One byte of the register is changed' },
    deed: {
      vi: 'Ai đó đổi một ký tự trong chính mục ghi của sổ.',
      en: 'Somebody changes one character of the register’s own entry.',
    },
    caught: {
      vi: 'Mục ghi không còn nằm trong cây mà các cơ quan đã ký, nên không được tin.',
      en: 'The entry is no longer in the tree that the bodies signed, so it is not believed.',
    },
    forge: (genuine) => {
      const record = genuine['record'] as Json;
      const leaf = String(record['leaf']);
      const at = leaf.indexOf('"commitment":"') + '"commitment":"'.length;
      return { bundle: { ...genuine, record: { ...record, leaf: oneCharacter(leaf, at) } } };
    },
  },
  {
    name: 'signatures',
    title: { vi: 'Giả chữ ký của cơ quan', en: 'The bodies’ signatures are forged' },
    deed: {
      vi: 'Cổng tự đặt chữ ký thay các cơ quan vì không có khóa của họ.',
      en: 'The gateway makes up the bodies’ signatures, because it does not have their keys.',
    },
    caught: {
      vi: 'Chữ ký không khớp với khóa của các cơ quan mà trang này giữ, nên cả bản sổ ấy không được tin.',
      en: 'They do not fit the bodies’ keys that this page holds, so the whole register that was sent is not believed.',
    },
    forge: (genuine) => {
      const [text = '', signatures = ''] = String(genuine['checkpoint']).split('\n\n');
      const [log = '', ...others] = signatures.split('\n');
      const forged = others.map((line) => (line === '' ? line : oneCharacter(line, line.length - 8)));
      return { bundle: { ...genuine, checkpoint: [text, [log, ...forged].join('\n')].join('\n\n') } };
    },
  },
  {
    name: 'old',
    title: { vi: 'Đưa lại bản của hôm kia', en: 'An answer of the day before yesterday' },
    deed: {
      vi: 'Cổng giấu việc thu hồi bằng cách gửi lại một câu trả lời thật nhưng cũ.',
      en: 'The gateway hides a recall by sending a genuine answer again that is old.',
    },
    caught: {
      vi: 'Chữ ký mang giờ ký. Quá hạn thì trang nói tình trạng chỉ biết đến giờ ấy, không bao giờ hiện xanh.',
      en: 'Signatures carry their time. When it is over, the page says until when the standing is known, and is never green.',
    },
    forge: (genuine) => ({ bundle: genuine, laterMs: 2 * dayMs }),
  },
];
