import { computed, inject, type Signal } from '@angular/core';
import { Session } from '../../session/session.ts';

/** Whether the person registers units and grants accreditations, for which the ledger asks a registrar. Call in an injection context. */
export function isRegistrar(): Signal<boolean> {
  const session = inject(Session);
  return computed(() => ['registrar', 'admin'].includes(session.role()));
}
