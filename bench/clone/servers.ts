import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { entrance, freePorts } from '../../journeys/house.ts'

const [nginx, fcgiwrap, backend] = [
  '/usr/sbin/nginx',
  '/usr/sbin/fcgiwrap',
  '/usr/lib/git-core/git-http-backend',
] as const

/** What is to be installed before this can be measured; undefined where all is there. */
export function missingServers(): string | undefined {
  const missing = [nginx, fcgiwrap, backend].filter((file) => !existsSync(file))
  if (missing.length === 0) return undefined
  return `Not measured: ${missing.join(', ')} is not there. apt-get install nginx-light fcgiwrap git`
}

const administrator = { name: 'admin', password: 'Passage-7-doors' }

/** The Bitbucket host with one public project and one repository in it. */
export async function startHost(folder: string) {
  const [port = 0] = await freePorts(1)
  const url = `http://localhost:${port}`
  const data = join(folder, 'host')
  const running = spawn(process.execPath, [entrance, 'bitbucket'], {
    env: {
      PATH: process.env.PATH ?? '',
      PORT: String(port),
      PUBLIC_URL: url,
      DATA_DIR: data,
      LOG_LEVEL: 'silent',
      BOOTSTRAP_ADMIN_USERNAME: administrator.name,
      BOOTSTRAP_ADMIN_PASSWORD: administrator.password,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  await untilAnswer(`${url}/status`, running)
  const authorization = `Basic ${Buffer.from(`${administrator.name}:${administrator.password}`).toString('base64')}`
  for (const [path, json] of [
    ['projects', { key: 'BENCH', name: 'Bench', public: true }],
    ['projects/BENCH/repos', { name: 'large', defaultBranch: 'main' }],
  ] as const) {
    const answer = await fetch(`${url}/rest/api/latest/${path}`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify(json),
    })
    if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  }
  const repositories = join(data, 'repositories')
  return {
    pid: running.pid ?? 0,
    // Also to push to; a clone needs no name, since the project is public, and sends it all the same.
    repository: `http://${administrator.name}:${administrator.password}@localhost:${port}/scm/bench/large.git`,
    bareFolder: join(repositories, readdirSync(repositories)[0] ?? ''),
    stop: () => stop(running),
  }
}

/** nginx and fcgiwrap before `git http-backend`, as the manual of the latter sets them up, for the same bare repository. */
export async function startNginx(folder: string, bare: string) {
  const [port = 0] = await freePorts(1)
  const place = join(folder, 'nginx')
  mkdirSync(place)
  const socket = join(place, 'fcgiwrap.sock')
  const file = join(place, 'nginx.conf')
  writeFileSync(file, configuration({ place, port, socket, bare }))
  const wrap = startWorkers(socket)
  const running = spawn(nginx, ['-p', place, '-c', file, '-e', join(place, 'error.log')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const end = async () => {
    await stop(running)
    await wrap.stop()
  }
  const url = `http://127.0.0.1:${port}/large.git`
  try {
    while (!existsSync(socket) && wrap.isRunning()) await pause(20)
    await untilAnswer(`${url}/info/refs?service=git-upload-pack`, running)
  } catch (error) {
    await end()
    throw error
  }
  return { repository: url, stop: end }
}

/**
 * fcgiwrap ends on SIGTERM and leaves its workers behind, each waiting for the next request for ever. A process group of
 * their own ends them with it, also where this process is interrupted, since the terminal does not reach that group.
 */
function startWorkers(socket: string) {
  const first = spawn(fcgiwrap, ['-c', '4', '-s', `unix:${socket}`], {
    detached: true,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const end = () => {
    try {
      if (first.pid !== undefined) process.kill(-first.pid, 'SIGKILL')
    } catch {
      // The whole group has ended already.
    }
  }
  process.once('exit', end)
  const isRunning = () => first.exitCode === null && first.signalCode === null
  return {
    isRunning,
    stop: async () => {
      const ended = isRunning() ? once(first, 'exit') : undefined
      end()
      await ended
    },
  }
}

const configuration = (of: { place: string; port: number; socket: string; bare: string }): string => `
daemon off;
${process.getuid?.() === 0 ? 'user root;' : ''}
worker_processes auto;
pid ${of.place}/pid;
events {}
http {
  access_log off;
  client_max_body_size 0;
  ${['client_body', 'fastcgi', 'proxy', 'scgi', 'uwsgi'].map((name) => `${name}_temp_path ${of.place}/${name};`).join('\n  ')}
  server {
    listen 127.0.0.1:${of.port};
    location ~ ^/large\\.git(/.*)$ {
      fastcgi_pass unix:${of.socket};
      fastcgi_param SCRIPT_FILENAME ${backend};
      fastcgi_param GIT_PROJECT_ROOT ${of.bare};
      fastcgi_param GIT_HTTP_EXPORT_ALL "1";
      fastcgi_param PATH_INFO $1;
      fastcgi_param REQUEST_METHOD $request_method;
      fastcgi_param QUERY_STRING $query_string;
      fastcgi_param CONTENT_TYPE $content_type;
      fastcgi_param CONTENT_LENGTH $content_length;
      fastcgi_param HTTP_CONTENT_ENCODING $http_content_encoding;
      fastcgi_param GIT_PROTOCOL $http_git_protocol;
    }
  }
}
`

async function untilAnswer(url: string, running: ChildProcess): Promise<void> {
  const end = Date.now() + 30_000
  while (running.exitCode === null && Date.now() < end) {
    const status = await fetch(url).then(
      (answer) => answer.status,
      () => 0,
    )
    if (status === 200) return
    await pause(50)
  }
  throw new Error(`${url} does not answer`)
}

async function stop(running: ChildProcess): Promise<void> {
  if (running.exitCode !== null) return
  running.kill('SIGTERM')
  const late = setTimeout(() => running.kill('SIGKILL'), 5_000)
  await once(running, 'exit')
  clearTimeout(late)
}
