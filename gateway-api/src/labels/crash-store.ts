/** Draws labels and dies at once, without closing anything; run by the test of the store. */
import { drawSerials } from './draw-serials.ts';
import { openSerialStore } from './serial-store.ts';

const [file = '', id = ''] = process.argv.slice(2);
const drawn = openSerialStore(file).add({ id, batch: 'B', unit: 'U' }, drawSerials(600));
process.stdout.write(drawn.root, () => process.kill(process.pid, 'SIGKILL'));
