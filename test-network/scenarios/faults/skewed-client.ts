/**
 * A client in a process of its own whose clock is off: `node skewed-client.ts <network folder> <minutes> <key>`. Puts the key in AgriMSP's name and
 * prints `written`, or what the network told it.
 */
import { setClockOff } from './wrong-clock.ts';

const [, , folder = '', minutes = '', key = ''] = process.argv;
setClockOff(Number(minutes));

// only now: the SDK is to find the wrong clock
const { GatewayError } = await import('@hyperledger/fabric-gateway');
const { connectByProfile } = await import('../fabric-client/profile-client.ts');
const client = connectByProfile(folder, 'AgriMSP');
try {
  await client.gateway.getNetwork('province').getContract('records').submitTransaction('put', key, '1');
  console.log('written');
} catch (error) {
  if (!(error instanceof GatewayError)) throw error;
  console.log(error.details.map(({ message }) => message).join(' ') || error.message);
}
client.close();
