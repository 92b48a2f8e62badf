/** Which pictures there are of which page: what `npm run screens` draws, and what its test misses. */
import { fieldPictures } from '../field/field-pages.ts';
import { publicRoutes } from '../public/public-pages.ts';
import { pagesOf } from './pages.ts';

export interface Look {
  readonly english: boolean;
  readonly width: 320 | 1280;
  readonly dark: boolean;
}
/** Vietnamese, light, on a phone and on a desk. */
export const usual: readonly Look[] = ([320, 1280] as const).map((width) => ({ english: false, width, dark: false }));
/** Of every fourth page of a person, and of the public ones, English and dark, too. */
export const also: readonly Look[] = [{ english: true, width: 1280, dark: true }];
const alsoEvery = 4;

export interface Pictured {
  /** What its pictures are called. */
  readonly name: string;
  readonly looks: readonly Look[];
  /** Of a page that scrolls inside its frame: how high the frame is, in px. */
  readonly height?: number;
  /** Of a page that is too long: its foot is shown, not its head. */
  readonly foot?: boolean;
  /** Taken at once, while the page still waits for something. */
  readonly waiting?: boolean;
}

/** `/origin/batches/{batch-3}/merge` → `origin-batches-id-merge`. */
const nameOf = (path: string): string =>
  path
    .replaceAll(/\{[^}]*\}/g, 'id')
    .replaceAll(/[^\da-zA-Z]+/g, '-')
    .replaceAll(/^-|-$/g, '') || 'home';

/** Pictures of the page that stands at this place in a person's list. */
export const picturedPage = (path: string, at: number): Pictured => ({
  name: nameOf(path),
  looks: at % alsoEvery === 0 ? [...usual, ...also] : usual,
});
export const picturedField = (name: string): Pictured => ({ name: `field-${name}`, looks: usual, height: 1200 });
export const picturedPublic = (name: string, only?: 'vi'): Pictured => ({
  name: `public-${name}`,
  looks: only === undefined ? [...usual, ...also] : usual,
});
export const picturedSignIn: Pictured = { name: 'test-sign-in', looks: usual };

export const fileOf = (name: string, { english, width, dark }: Look): string =>
  `${name}.${english ? 'en' : 'vi'}.${width}${dark ? '.dark' : ''}.webp`;

/** A page of each kind in each state that is not its usual one; `from`: whose page, or the verifier's. */
export const kindsOfPages = {
  list: { from: 'farmer', path: '/origin/batches' },
  form: { from: 'farmer', path: '/origin/diary/new' },
  dashboard: { from: 'farmer', path: '/overview' },
  map: { from: 'farmer', path: '/origin/areas' },
  record: { from: 'farmer', path: '/record/{batch-3}' },
  verdict: { from: 'verifier', path: '/R/{batch-3}' },
} as const;
export type KindOfPage = keyof typeof kindsOfPages;
export const states = ['empty', 'loading', 'error', 'offline', 'stale'] as const;
export type State = (typeof states)[number];
/** Vietnamese on a phone, English on a desk. */
const narrowAndWide: readonly Look[] = [
  { english: false, width: 320, dark: false },
  { english: true, width: 1280, dark: false },
];
export const picturedState = (kind: KindOfPage, state: State): Pictured => ({
  name: `${kind}-${state}`,
  looks: narrowAndWide,
  // How old the figures are stands at the foot.
  foot: state === 'stale',
  waiting: state === 'loading',
});
/** What a verdict comes to has its picture among the verdicts. */
export const amongVerdicts: Readonly<Record<Exclude<State, 'loading'>, string>> = {
  ...{ empty: 'red-no-record', error: 'grey-gateway-lies', offline: 'grey-offline', stale: 'amber-stale' },
};
export const isPictured = (kind: KindOfPage, state: State): boolean => kind !== 'verdict' || state === 'loading';

/** Every picture of a state that there should be. */
export const statePictures: readonly string[] = (Object.keys(kindsOfPages) as KindOfPage[]).flatMap((kind) =>
  states
    .filter((state) => isPictured(kind, state))
    .flatMap((state) => picturedState(kind, state).looks.map((look) => fileOf(`${kind}-${state}`, look))),
);

/** Every picture of a page that there should be. */
export const allPictures: readonly string[] = [
  ...Object.values(pagesOf).flatMap((pages) => pages.map(([path], at) => picturedPage(path, at))),
  ...fieldPictures.map(picturedField),
  ...Object.entries(publicRoutes).map(([name, { only }]) => picturedPublic(name, only)),
  picturedSignIn,
].flatMap(({ name, looks }) => looks.map((look) => fileOf(name, look)));
