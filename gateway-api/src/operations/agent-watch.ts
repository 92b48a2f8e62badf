import { watch } from '../http/watch.ts';

/** Of the enrolment agent: revocations of lost devices that the channel does not hold yet, and since when the oldest waits. */
export type AgentState =
  'silent' | { readonly waiting: number; readonly waitingSeconds: number; readonly mspIds: readonly string[] };

const everyMs = 3000;
const answerMs = 2500;

/** Watches the enrolment agent (`GET /devices/waiting`). */
export function watchAgent(agentUrl: string, now: () => number = Date.now) {
  let told: { waiting: number; since: string | null; mspIds: readonly string[] } = {
    ...{ waiting: 0, since: null, mspIds: [] },
  };
  const watched = watch(
    'the enrolment agent',
    async () => {
      const answer = await fetch(`${agentUrl}/devices/waiting`, { signal: AbortSignal.timeout(answerMs) });
      if (!answer.ok) throw new Error(String(answer.status));
      told = (await answer.json()) as typeof told;
    },
    everyMs,
  );
  return {
    state: (): AgentState => {
      if (!watched.up()) return 'silent';
      const { waiting, since, mspIds } = told;
      const waitingSeconds = since === null ? 0 : Math.max(0, Math.round((now() - Date.parse(since)) / 1000));
      return { waiting, waitingSeconds, mspIds };
    },
    stop: watched.stop,
  };
}
export type AgentWatch = ReturnType<typeof watchAgent>;
