import { commandRun, freshId } from '../../../command/command-run.ts';
import { draft } from '../../../form/draft.ts';

const commands = {
  open: ['Origin:OpenShipmentUnit', ''],
  load: ['Origin:LoadShipmentUnit', '/load'],
  seal: ['Origin:SealShipmentUnit', '/seal'],
  unload: ['Origin:UnloadShipmentUnit', '/unload'],
  gate: ['Origin:RecordGate', '/gate'],
} as const;

/** The form of one command about a unit of shipment: what is typed is kept, and sent again it is the same request. Call in an injection context. */
export function shipmentCommand<Fields extends object>(name: keyof typeof commands, initial: Fields) {
  const run = commandRun();
  const kept = draft(`origin/shipments/${name}${location.pathname}`, {
    ...{ requestId: freshId(), id: freshId() },
    ...initial,
  });
  const [transaction, path] = commands[name];
  return {
    run,
    form: kept.value,
    set: (change: Partial<Fields>): void => kept.value.update((form) => ({ ...form, ...change })),
    /** True once it is on the ledger. */
    async send(event: Event, fields: object): Promise<boolean> {
      event.preventDefault();
      const { requestId, id } = kept.value();
      const command = { requestId, id, ...fields };
      const sent = await run.send(transaction, `/api/origin/shipment-units${path}`, command);
      if (sent) kept.done();
      return sent;
    },
  };
}
