import * as rules from '@daunguon/records';
import {
  diaryKeys,
  type DiaryEntryBody,
  type HarvestInterval,
  type RecordState,
  type UnitStanding,
} from '@daunguon/records';
import type { Ledger } from '../../ledger.ts';
import { actorStanding, growerStanding } from '../registry/actor-standing.ts';
import { records } from './origin-reads.ts';
import { transaction } from './origin-transaction.ts';

/** What is read before a growing area or packing house is entered for a unit. */
const newSite = async (ledger: Ledger, id: string, unit: string, code: string) => ({
  existing: await ledger.record(id),
  taken: await ledger.entry<string>(rules.siteCodeKey(code)),
  standing: await ledger.entry<UnitStanding>(rules.standingKey(unit)),
});

const intervalsOf = async (ledger: Ledger, keys: readonly string[]): Promise<Map<string, readonly HarvestInterval[]>> =>
  new Map(
    await Promise.all(keys.map(async (key) => [key, (await ledger.entry<HarvestInterval[]>(key)) ?? []] as const)),
  );

/** Growing areas, packing houses, certificates, farms, the field diary and inspections. */
export const masterData = {
  RegisterGrowingArea: transaction('RegisterGrowingArea', async (command, ledger) =>
    rules.registerGrowingArea(await newSite(ledger, command.id, command.unit, command.puc), command, ledger.actor),
  ),
  RegisterGrowingAreas: transaction('RegisterGrowingAreas', async (command, ledger) => {
    const rows = await Promise.all(command.areas.map(({ id, unit, puc }) => newSite(ledger, id, unit, puc)));
    return rules.registerGrowingAreas(rows, command, ledger.actor);
  }),
  UpdateGrowingArea: transaction('UpdateGrowingArea', async (command, ledger) =>
    rules.updateGrowingArea({ area: await ledger.record(command.id) }, command, ledger.actor, ledger.txTime),
  ),
  RegisterPackingHouse: transaction('RegisterPackingHouse', async (command, ledger) =>
    rules.registerPackingHouse(await newSite(ledger, command.id, command.unit, command.phc), command, ledger.actor),
  ),
  UpdatePackingHouse: transaction('UpdatePackingHouse', async (command, ledger) =>
    rules.updatePackingHouse({ house: await ledger.record(command.id) }, command, ledger.actor, ledger.txTime),
  ),
  ReplaceSiteCode: transaction('ReplaceSiteCode', async (command, ledger) => {
    const site = await ledger.record(command.id);
    const taken = await ledger.entry<string>(rules.siteCodeKey(command.code));
    return rules.replaceSiteCode({ site, taken }, command, ledger.actor, ledger.txTime);
  }),
  SetSiteMarket: transaction('SetSiteMarket', async (command, ledger) =>
    rules.setSiteMarket({ site: await ledger.record(command.id) }, command, ledger.actor, ledger.txTime),
  ),
  SetSiteStanding: transaction('SetSiteStanding', async (command, ledger) =>
    rules.setSiteStanding({ site: await ledger.record(command.id) }, command, ledger.actor, ledger.txTime),
  ),
  RegisterCertificate: transaction('RegisterCertificate', async (command, ledger) => {
    const existing = await ledger.record(command.id);
    const subjects = await records(ledger, command.subjects);
    return rules.registerCertificate({ existing, subjects }, command, ledger.actor);
  }),
  SetCertificateStanding: transaction('SetCertificateStanding', async (command, ledger) =>
    rules.setCertificateStanding(
      { certificate: await ledger.record(command.id) },
      command,
      ledger.actor,
      ledger.txTime,
    ),
  ),
  RegisterFarm: transaction('RegisterFarm', async (command, ledger) => {
    const existing = await ledger.record(command.id);
    const area = await ledger.record(command.growingArea);
    const standing = await ledger.entry<UnitStanding>(rules.standingKey(command.unit ?? ledger.actor.unit));
    return rules.registerFarm({ existing, area, standing }, command, ledger.actor, ledger.txTime);
  }),
  RecordDiaryEntry: transaction('RecordDiaryEntry', async (command, ledger) => {
    const grower = await growerStanding(ledger, command.onBehalfOf);
    const [existing, area] = await records(ledger, [command.id, command.growingArea]);
    const farm = await ledger.record(command.farm);
    const { requestId: _, id, ...entry } = command;
    const months = await intervalsOf(ledger, diaryKeys(id, { ...entry, unit: ledger.actor.unit }));
    return rules.recordDiaryEntry({ ...grower, existing, area, farm, months }, command, ledger.actor, ledger.txTime);
  }),
  CorrectDiaryEntry: transaction('CorrectDiaryEntry', async (command, ledger) => {
    const standing = await actorStanding(ledger);
    const { id, date, activity } = command;
    const entry = await ledger.record(id);
    const before = entry?.type === 'origin/diary-entry' ? (entry as RecordState<DiaryEntryBody>).body : undefined;
    const bodies = before === undefined ? [] : [before, { ...before, date, activity }];
    const months = await intervalsOf(ledger, diaryKeys(id, ...bodies));
    return rules.correctDiaryEntry({ standing, entry, months }, command, ledger.actor, ledger.txTime);
  }),
  RecordInspection: transaction('RecordInspection', async (command, ledger) => {
    const standing = await actorStanding(ledger);
    const [existing, batch] = await records(ledger, [command.id, command.batch]);
    return rules.recordInspection({ standing, existing, batch }, command, ledger.actor, ledger.txTime);
  }),
};
