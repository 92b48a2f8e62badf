/** Who follows which page of the guide. */
import type { System } from '../system.ts';
import { auditor, carbonAuthority, carbonDeveloper, carbonOwner, carbonVerifier } from './carbon.ts';
import { ocopCouncil } from './council.ts';
import { holder, schoolRegistrar } from './diplomas.ts';
import { clinic } from './facility.ts';
import type { RoleStep } from './follow.ts';
import { cooperative, inspector, packingHouse } from './produce.ts';
import { operations, official, organisationAdministrator } from './province.ts';
import { heritageSteward } from './steward.ts';

/** Page of the guide -> who follows it. */
export const scripts: Readonly<Record<string, (system: System) => readonly RoleStep[] | Promise<readonly RoleStep[]>>> =
  {
    cooperative,
    'packing-house': packingHouse,
    'school-registrar': schoolRegistrar,
    holder,
    'ocop-council': ocopCouncil,
    clinic,
    'carbon-developer': carbonDeveloper,
    'carbon-verifier': carbonVerifier,
    'carbon-authority': carbonAuthority,
    'carbon-owner': carbonOwner,
    auditor,
    'heritage-steward': heritageSteward,
    'organisation-administrator': organisationAdministrator,
    operations,
    official,
    // Last: what it recalls the others show.
    inspector,
  };
