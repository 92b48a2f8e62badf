import { DomainError } from '../../domain-error.ts';
import { firstVersion, nextVersion, type Outcome } from '../../outcome.ts';
import type { RecordState } from '../../record-state.ts';
import { requireOwnKey } from '../registry/unit-standing.ts';
import type { AddPlot, DecidePlot, FlagPlot, PlotBody } from './project.ts';
import type { ProjectState } from './project-rules.ts';
import { find, requireCarbonRole, requireFree, type Reads } from './reads.ts';

export type PlotState = RecordState<PlotBody>;

/** Growing area -> the plot that claimed it first. */
export const claimedAreaKey = (growingArea: string): string => `a/carbon/area/${growingArea}`;
/** Plots of a project about which nobody has decided yet: nothing is issued for it meanwhile. */
export const suspectsKey = (project: string): string => `a/carbon/suspects/${project}`;

interface AreaClaim {
  readonly plot: string;
  readonly project: string;
}

const openStages: readonly string[] = ['submitted', 'validated', 'registered', 'suspended'];

/** A growing area that another project has claimed makes the plot wait for a person; it is neither refused nor believed. */
export const addPlot = async ({ requestId: _, id, ...plot }: AddPlot, ledger: Reads): Promise<Outcome> => {
  await requireCarbonRole(ledger, 'project-owner');
  await requireFree(ledger, id);
  const project = await find<ProjectState>(ledger, 'carbon/project', plot.project);
  if (project.owner !== ledger.actor.unit) throw new DomainError('carbon/other-owner', plot.project);
  if (!openStages.includes(project.body.stage)) throw new DomainError('carbon/project-stage', project.body.stage);
  const { growingArea } = plot;
  const entries = [];
  let suspicion: PlotBody['suspicion'];
  if (growingArea !== undefined) {
    await find(ledger, 'origin/growing-area', growingArea);
    const claim = await ledger.entry<AreaClaim>(claimedAreaKey(growingArea));
    if (claim === undefined) {
      entries.push({ key: claimedAreaKey(growingArea), value: { plot: id, project: project.id } satisfies AreaClaim });
    } else if (claim.project !== project.id) {
      suspicion = { other: claim.plot, otherProject: claim.project, by: 'growing-area' };
      const suspects = (await ledger.entry<string[]>(suspectsKey(project.id))) ?? [];
      entries.push({ key: suspectsKey(project.id), value: [...suspects, id] });
    }
  }
  const draft = { id, type: 'carbon/plot', owner: project.owner } as const;
  return {
    next: [
      suspicion === undefined
        ? firstVersion({ ...draft, body: plot })
        : firstVersion({ ...draft, status: 'held', body: { ...plot, suspicion } }),
    ],
    entries,
    event: 'PlotAdded',
  };
};

/** Whoever compares polygons sees what the ledger cannot: the plot waits for a decision from now on. */
export const flagPlot = async ({ id, other, overlapM2, reason }: FlagPlot, ledger: Reads): Promise<Outcome> => {
  await requireCarbonRole(ledger, 'verifier', 'authority');
  const plot = await find<PlotState>(ledger, 'carbon/plot', id);
  const first = await find<PlotState>(ledger, 'carbon/plot', other);
  if (plot.status !== 'active' || first.body.project === plot.body.project) {
    throw new DomainError('carbon/plot-not-suspect', id);
  }
  const suspects = (await ledger.entry<string[]>(suspectsKey(plot.body.project))) ?? [];
  const suspicion: PlotBody['suspicion'] = {
    ...{ other, otherProject: first.body.project, by: 'geometry', reason },
    ...(overlapM2 === undefined ? {} : { overlapM2 }),
  };
  return {
    next: [nextVersion(plot, { status: 'held', body: { ...plot.body, suspicion } })],
    entries: [{ key: suspectsKey(plot.body.project), value: [...suspects, id] }],
    event: 'PlotFlagged',
  };
};

/** A person of the authority decides. A confirmed double claim takes the plot out of its project for good. */
export const decidePlot = async ({ id, outcome, reason }: DecidePlot, ledger: Reads): Promise<Outcome> => {
  await requireCarbonRole(ledger, 'authority');
  requireOwnKey(ledger.actor);
  const plot = await find<PlotState>(ledger, 'carbon/plot', id);
  const { suspicion } = plot.body;
  if (plot.status !== 'held' || suspicion === undefined) throw new DomainError('carbon/plot-not-suspect', id);
  const suspects = (await ledger.entry<string[]>(suspectsKey(plot.body.project))) ?? [];
  const decision = { outcome, reason, unit: ledger.actor.unit, at: ledger.txTime };
  return {
    next: [
      nextVersion(plot, {
        status: outcome === 'confirmed' ? 'revoked' : 'active',
        body: { ...plot.body, suspicion: { ...suspicion, decision } },
      }),
    ],
    entries: [{ key: suspectsKey(plot.body.project), value: suspects.filter((suspect) => suspect !== id) }],
    event: 'DoubleClaimDecided',
  };
};
