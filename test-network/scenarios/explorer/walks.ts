import type { testIn } from '../../../verifier-web/test/in-browser.ts';

/** Which walks through the workspaces are taken: the long ones are left to the long run (`npm run test:long`). */
export type Walks = 'short' | 'long';
type Walk = (name: string, take: () => Promise<void>, timeout?: number) => void;

/** A kind of walk: a test where it is wanted, else nothing, as another file takes it. */
export const walksOf =
  (inBrowser: ReturnType<typeof testIn>, wanted: Walks) =>
  (kind: Walks): Walk =>
    kind === wanted ? inBrowser : () => undefined;
