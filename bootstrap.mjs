// Runs a project script on the project's own Node: installs when package.json or the lockfile changed, then hands over.
// Dependency-free and written for any Node >= 20, because it runs before anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));
const [script, ...args] = process.argv.slice(2);
const stamp = join(root, 'node_modules', '.daunguon-install');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** Ends with what happened and what to do about it, in both languages. */
function fail(vi, en) {
  console.error(`✗ ${vi}\n  ${en}`);
  process.exit(1);
}

function wanted() {
  const files = ['package.json', 'package-lock.json', ...manifest.workspaces.map((w) => join(w, 'package.json'))];
  const hash = createHash('sha256');
  for (const file of files) if (existsSync(join(root, file))) hash.update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

if (Number(process.versions.node.split('.')[0]) < 20) {
  fail(
    `Cần Node 20 trở lên, máy này có ${process.version}: https://nodejs.org`,
    `Node 20 or newer is needed, this machine has ${process.version}: https://nodejs.org`,
  );
}
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted()) {
  console.error('Cài đặt các gói cần thiết… / Installing packages (about two minutes the first time)…');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  // `npm ci` fails where a registry lacks a platform sibling of an optional package, hence `install`.
  const done = spawnSync(npm, ['install', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (done.error?.code === 'ENOENT') {
    fail('Không tìm thấy npm: cài Node kèm npm.', 'npm was not found: install Node together with npm.');
  }
  if (done.status !== 0) {
    fail(
      'Chưa cài xong: xem mạng (hoặc proxy của npm), chỗ trống và quyền ghi vào thư mục này, rồi gõ lại lệnh vừa rồi.',
      'Installing did not end: look at the network (or npm’s proxy), free space and whether this folder may be written, then give the same command again.',
    );
  }
  writeFileSync(stamp, wanted());
}

const own = join(root, 'node_modules', '.bin', 'node');
const node = existsSync(own) ? own : process.execPath;
const version = spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout ?? '';
const [major, minor] = version.slice(1).split('.').map(Number);
if (!(major > 24 || (major === 24 && minor >= 12))) {
  fail(
    `Cần Node 24.12 trở lên: npm không có bản nào cho máy này, còn bản đang có là ${version.trim()}.`,
    `Node 24.12 or newer is needed: npm carries none for this platform, and ${version.trim()} was found.`,
  );
}
const child = spawn(
  node,
  ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', join(root, script), ...args],
  {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      PATH: `${join(root, 'node_modules', '.bin')}:${process.env.PATH}`,
      // Types are stripped and modules compiled once, not again by each of eight processes at every start.
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(root, 'node_modules', '.cache', 'daunguon-compiled'),
    },
  },
);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
