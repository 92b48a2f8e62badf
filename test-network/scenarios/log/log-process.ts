/** The gateway's log in a process of its own, which a test kills: `node log-process.ts '<GatewayLogOptions as JSON>'`. */
import { openGatewayLog, type GatewayLogOptions } from '../../../gateway-api/src/log/gateway-log.ts';

openGatewayLog(JSON.parse(process.argv[2] ?? '') as GatewayLogOptions);
console.log('ready log');
