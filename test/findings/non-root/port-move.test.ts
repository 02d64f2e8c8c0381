import rule from '../../../src/rules/runs-as-root.ts';
import { testRule } from '../../rules/rule-table.ts';

const CONF = 'server {\n  listen 80;\n  root /usr/share/nginx/html;\n}\n';
const MOVED =
  'server {\n  listen 8080;\n  port_in_redirect off;\n  root /usr/share/nginx/html;\n}\n';
const GIVE =
  'RUN touch /run/nginx.pid && chown 101:101 /var/cache/nginx /run/nginx.pid\nUSER 101:101\n';
const COPY = 'COPY site.conf /etc/nginx/conf.d/default.conf\n';
const FROM = 'FROM nginx:1.27\n';
const START = 'CMD ["nginx", "-g", "daemon off;"]\n';
const COMPOSE = 'services:\n  web:\n    build: .\n    image: acme/web\n';
const PORTS = `${COMPOSE}    ports:\n      - "8080:80"\n`;
const DEPLOYMENT = [
  'apiVersion: apps/v1',
  'kind: Deployment',
  'spec:',
  '  template:',
  '    metadata:',
  '      labels: { app: web }',
  '    spec:',
  '      containers:',
  '        - name: web',
  '          image: acme/web',
  '          ports:',
  '            - containerPort: 80',
  '          readinessProbe:',
  '            httpGet:',
  '              port: 80',
  '---',
  'apiVersion: v1',
  'kind: Service',
  'spec:',
  '  selector: { app: web }',
  '  ports:',
  '    - port: 80',
  '      targetPort: 80',
  '',
].join('\n');
const DEPLOYED = DEPLOYMENT.replace('containerPort: 80', 'containerPort: 8080')
  .replace('              port: 80', '              port: 8080')
  .replace('targetPort: 80', 'targetPort: 8080');
const NODE = 'FROM node:22\nCOPY server.js /app/\nENV PORT=80\nEXPOSE 80\n';
const NODE_START = 'CMD ["node", "/app/server.js"]\n';
const SERVER = 'require("http").createServer().listen(process.env.PORT);\n';

/** nginx with these files around it, which is left alone. */
function left(files: Readonly<Record<string, string>>, reason: RegExp, text = FROM + COPY + START) {
  return { text, lines: [1], files: { 'site.conf': CONF, ...files }, reason };
}

/** The same with one more directive in the configuration. */
function directive(line: string, reason: RegExp) {
  return left({ 'site.conf': CONF.replace('  root', `  ${line}\n  root`) }, reason);
}

testRule(rule, {
  fixes: {
    'nginx moves, with EXPOSE and its configuration': {
      before: `${FROM}${COPY}EXPOSE 80\n${START}`,
      after: `${FROM}${COPY}EXPOSE 8080\n${GIVE}${START}`,
      files: { 'site.conf': CONF },
      filesAfter: { 'site.conf': MOVED },
    },
    'compose follows inside the container, and keeps the port of the host': {
      before: `${FROM}${COPY}${START}`,
      after: `${FROM}${COPY}${GIVE}${START}`,
      files: { 'site.conf': CONF, 'compose.yaml': PORTS },
      filesAfter: { 'site.conf': MOVED, 'compose.yaml': PORTS.replace(':80"', ':8080"') },
    },
    'ports, probes and Services of Kubernetes follow': {
      before: `${FROM}${COPY}${START}`,
      after: `${FROM}${COPY}${GIVE}${START}`,
      files: { 'site.conf': CONF, 'compose.yaml': COMPOSE, 'deploy/web.yaml': DEPLOYMENT },
      filesAfter: { 'site.conf': MOVED, 'deploy/web.yaml': DEPLOYED },
    },
    'a whole nginx.conf listens on both kinds of addresses': {
      before: `${FROM}COPY nginx.conf /etc/nginx/\n`,
      after: `${FROM}COPY nginx.conf /etc/nginx/\n${GIVE}`,
      files: {
        'nginx.conf':
          'events {}\nhttp {\n  absolute_redirect off;\n  server { listen 80 default_server; listen [::]:80; }\n}\n',
      },
      filesAfter: {
        'nginx.conf':
          'events {}\nhttp {\n  absolute_redirect off;\n  server { listen 8080 default_server; listen [::]:8080; }\n}\n',
      },
    },
    'a program that reads PORT moves with it': {
      before: NODE + NODE_START,
      after: `FROM node:22\nCOPY server.js /app/\nENV PORT=8080\nEXPOSE 8080\nUSER 1000:1000\n${NODE_START}`,
      files: { 'server.js': SERVER },
    },
  },
  leaves: {
    'nginx reads the key of a certificate': directive(
      'ssl_certificate_key /etc/ssl/k.pem;',
      /site\.conf reads a certificate.*nginx-unprivileged:1\.27/,
    ),
    'nginx writes a log of its own': directive(
      'access_log /var/log/nginx/site.log;',
      /site\.conf writes a log that only root may write/,
    ),
    'nginx includes files that nobody looked at': directive(
      'include /etc/nginx/snippets/a.conf;',
      /includes files that are not looked at/,
    ),
    'nginx tells its port to others': directive(
      'add_header X-Port $server_port;',
      /names the port with `\$server_port`/,
    ),
    'nginx listens on port 443, too': directive('listen 443 ssl;', /listens on `443 ssl`, too/),
    'a server of nginx says no port': left(
      { 'site.conf': `${CONF}server {\n  root /b;\n}\n` },
      /has a server without `listen`/,
    ),
    'the configuration is a template of another language': left(
      { 'site.conf': CONF.replace('80', '{{ port }}') },
      /none that can be read/,
    ),
    'a RUN changes the configuration, too': left(
      {},
      /line 3 changes the configuration of nginx/,
      `${FROM}${COPY}RUN sed -i s/a/b/ /etc/nginx/nginx.conf\n`,
    ),
    'scripts of the entry point write': left(
      {},
      /line 3 copies to \/docker-entrypoint\.d/,
      `${FROM}${COPY}COPY a.sh /docker-entrypoint.d/\n`,
    ),
    'the configuration is a template for the entry point': left(
      {},
      /copied to \/etc\/nginx\/templates/,
      `${FROM}COPY site.conf /etc/nginx/templates/default.conf.template\n`,
    ),
    'another Dockerfile copies the same configuration': left(
      { 'Dockerfile.dev': FROM + COPY },
      /^Dockerfile\.dev may copy site\.conf, too/,
    ),
    'a service mounts another configuration': left(
      {
        'compose.yaml': `${COMPOSE}    volumes:\n      - ./b.conf:/etc/nginx/conf.d/default.conf\n`,
      },
      /compose\.yaml:6 mounts something at/,
    ),
    'HEALTHCHECK asks the port of the scheme': left(
      {},
      /`listen 8080` in site\.conf, and make it 8080 in HEALTHCHECK on line 3/,
      `${FROM}${COPY}HEALTHCHECK CMD curl -f http://localhost/\n`,
    ),
    'another service asks it by its name': left(
      { 'compose.yaml': PORTS, 'proxy.conf': 'proxy_pass http://web;\n' },
      /proxy\.conf:1 \(whoever asks it\)/,
    ),
    'a proxy looks for its port': left(
      { 'compose.yaml': `${PORTS}    labels:\n      - traefik.enable=true\n` },
      /compose\.yaml:8 \(whoever asks it\)/,
    ),
    'a Service of Kubernetes has no targetPort': left(
      {
        'compose.yaml': COMPOSE,
        'deploy/web.yaml': DEPLOYMENT.replace('      targetPort: 80\n', ''),
      },
      /deploy\/web\.yaml:22 \(80 there\)/,
    ),
    'an annotation names the port': left(
      {
        'compose.yaml': COMPOSE,
        'deploy/web.yaml': DEPLOYMENT.replace(
          '      labels',
          '      annotations: { prometheus.io/port: "80" }\n      labels',
        ),
      },
      /deploy\/web\.yaml:6 \(80 there\)/,
    ),
    'nobody shows that the program reads PORT': {
      text: NODE + NODE_START,
      lines: [1],
      files: { 'server.js': 'listen(80);\n' },
      reason: /^port 80 \(EXPOSE on line 4, `PORT`\)/,
    },
    'compose says PORT again': {
      text: NODE + NODE_START,
      lines: [1],
      files: {
        'server.js': SERVER,
        'compose.yaml': `${COMPOSE}    environment:\n      PORT: 80\n`,
      },
      reason: /`PORT=8080` on line 3, and make it 8080 in compose\.yaml:2 \(`PORT`\)/,
    },
  },
});
