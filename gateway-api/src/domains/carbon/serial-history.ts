import type { BlockBody, IssuanceBody, MonitoringBody, RecordState } from '@daunguon/records';
import type { IndexStore, StoredDoc } from '../../index-store/index-store.ts';
import { versionsOf } from '../../index-store/version-keys.ts';
import { stateIn, stateOf } from '../record-reads.ts';
import { sortableSerial } from './carbon-projection.ts';

/** A version of a block that held the serial, with the transaction that wrote it. */
const stepOf = (doc: StoredDoc) => {
  const { id, version, owner, ts, by, body } = stateIn(doc) as RecordState<BlockBody>;
  const { state, start, end } = body;
  const { txId, blockNumber, endorsers } = doc;
  return { block: id, version, state, owner, start, end, at: ts, by: by.unit, ...{ txId, blockNumber, endorsers } };
};

/** What an issuance rests on: digests of reports and the number of the decision, each in the record that proves it. */
export async function evidenceOf(store: IndexStore, issuanceId: string) {
  const issuance = (await stateOf(store, issuanceId)) as RecordState<IssuanceBody> | undefined;
  if (issuance === undefined) return undefined;
  const { body } = (await stateOf(store, issuance.body.monitoring)) as RecordState<MonitoringBody>;
  return {
    ...{ project: issuance.body.project, issuance: issuanceId, monitoring: issuance.body.monitoring },
    ...{ monitoringReport: body.reportDigest, verificationReport: issuance.body.reportDigest },
    decision: body.approval?.decision.number ?? '',
  };
}

/**
 * The whole life of one serial, from its issuance down through every split: who held it when, in which transaction. `series` is
 * `<project code>/<vintage>`. Undefined for a serial that was never issued.
 */
export async function serialHistory(store: IndexStore, series: string, serial: string) {
  const { docs } = await store.find('carbonBlocks', {
    equals: { series },
    range: { field: 'startKey', to: `${sortableSerial(serial)} ` },
    sort: { field: 'startKey', descending: true },
    limit: 1,
  });
  // The block with the last start up to the serial is the one that holds it, or an ancestor of that: of the same issuance in any case.
  const issuanceId = docs[0]?.['issuance'];
  if (typeof issuanceId !== 'string') return undefined;
  const issuance = (await stateOf(store, issuanceId)) as RecordState<IssuanceBody> | undefined;
  const steps = [];
  let candidates = [issuance?.body.block, issuance?.body.buffer?.block].filter((id) => id !== undefined);
  while (candidates.length > 0) {
    const blocks = await Promise.all(
      candidates.map((id) => stateOf(store, id) as Promise<RecordState<BlockBody> | undefined>),
    );
    const block = blocks.find(
      (one) => one !== undefined && BigInt(one.body.start) <= BigInt(serial) && BigInt(serial) <= BigInt(one.body.end),
    );
    if (block === undefined) break;
    steps.push(...(await store.find('versions', { ...versionsOf(block.id), limit: 1000 })).docs.map(stepOf));
    candidates = [...(block.body.parts ?? [])];
  }
  if (steps.length === 0) return undefined;
  return { series, serial, now: steps.at(-1), history: steps, evidence: await evidenceOf(store, issuanceId) };
}
