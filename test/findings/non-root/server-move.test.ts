import { describe, expect, it } from 'vitest';
import { moveApache } from '../../../src/findings/non-root/apache-config.ts';
import { moveCaddy } from '../../../src/findings/non-root/caddy-config.ts';
import rule from '../../../src/rules/runs-as-root.ts';
import { testRule } from '../../rules/rule-table.ts';

const NGINX = 'FROM nginx:1.27\nCOPY site /usr/share/nginx/html\n';
const NGINX_OWN =
  "sed -i 's/listen  *80;/listen 8080; port_in_redirect off;/' /etc/nginx/conf.d/default.conf";
const NGINX_GIVE = 'touch /run/nginx.pid && chown 101:101 /var/cache/nginx /run/nginx.pid';
const HTTPD = 'FROM httpd:2.4\nCOPY site htdocs\n';
const HTTPD_OWN = "sed -i 's/^Listen 80$/Listen 8080/' /usr/local/apache2/conf/httpd.conf";
const PHP = 'FROM php:8.2-apache\nRUN a2enmod rewrite\nCOPY src .\n';
const PHP_OWN = "sed -i 's/^Listen 80$/Listen 8080/' /etc/apache2/ports.conf";
const PHP_SITE = "sed -i 's/:80>/:8080>/' /etc/apache2/sites-available/000-default.conf";
const VHOST =
  '<VirtualHost *:80>\n  ServerName shop:80\n  ErrorLog ${APACHE_LOG_DIR}/error.log\n</VirtualHost>\n';
const CADDY = 'FROM caddy:2\nCOPY Caddyfile /etc/caddy/Caddyfile\n';
const CADDY_USER =
  'RUN addgroup -g 10001 app && adduser -D -u 10001 -G app app && install -d -o 10001 -g 10001 /data/caddy /config/caddy\nUSER 10001:10001\n';
const SITE = ':80 {\n\troot * /srv\n\tfile_server\n}\n';
const COMPOSE = 'services:\n  web:\n    build: .\n    ports:\n      - "80:80"\n';

/** Apache of PHP with this configuration of the site. */
function site(text: string, reason: RegExp) {
  const before = `${PHP}COPY site.conf /etc/apache2/sites-available/000-default.conf\n`;
  return { text: before, lines: [1], files: { 'site.conf': text }, reason };
}

testRule(rule, {
  fixes: {
    'nginx moves with the site that the image brings along': {
      before: NGINX,
      after: `${NGINX}RUN ${NGINX_OWN} && ${NGINX_GIVE}\nUSER 101:101\n`,
      files: { 'compose.yaml': COMPOSE },
      filesAfter: { 'compose.yaml': COMPOSE.replace('80:80', '80:8080') },
    },
    'nginx moves both sites where it keeps its own': {
      before: 'FROM nginx:1.27\nCOPY site.conf /etc/nginx/conf.d/\n',
      after: `FROM nginx:1.27\nCOPY site.conf /etc/nginx/conf.d/\nRUN ${NGINX_OWN} && ${NGINX_GIVE}\nUSER 101:101\n`,
      files: { 'site.conf': 'server {\n  listen 80;\n  server_name a;\n}\n' },
      filesAfter: {
        'site.conf': 'server {\n  listen 8080;\n  port_in_redirect off;\n  server_name a;\n}\n',
      },
    },
    'httpd moves with the configuration of its image': {
      before: `${HTTPD}EXPOSE 80\n`,
      after: `${HTTPD}RUN ${HTTPD_OWN} && chown 33:33 /usr/local/apache2/logs\nUSER 33:33\nEXPOSE 8080\n`,
    },
    'httpd of Alpine has its user under another number': {
      before: 'FROM httpd:2.4-alpine\nCOPY site htdocs\n',
      after: `FROM httpd:2.4-alpine\nCOPY site htdocs\nRUN ${HTTPD_OWN} && chown 82:82 /usr/local/apache2/logs\nUSER 82:82\n`,
    },
    'httpd moves with a configuration of the repository': {
      before: 'FROM httpd:2.4\nCOPY httpd.conf /usr/local/apache2/conf/\n',
      after:
        'FROM httpd:2.4\nCOPY httpd.conf /usr/local/apache2/conf/\nRUN chown 33:33 /usr/local/apache2/logs\nUSER 33:33\n',
      files: {
        'httpd.conf':
          'Listen 80\n#Listen 443\nErrorLog /proc/self/fd/2\nUser daemon\n<IfModule ssl_module>\nListen 443\n</IfModule>\n',
      },
      filesAfter: {
        'httpd.conf':
          'Listen 8080\n#Listen 443\nErrorLog /proc/self/fd/2\nUser daemon\n<IfModule ssl_module>\nListen 443\n</IfModule>\n',
      },
    },
    'Apache of PHP moves, where nothing has to be given away': {
      before: PHP,
      after: `${PHP}RUN ${PHP_OWN} && ${PHP_SITE}\nUSER 33:33\n`,
      files: { 'compose.yaml': COMPOSE },
      filesAfter: { 'compose.yaml': COMPOSE.replace('80:80', '80:8080') },
    },
    'a site of the repository moves with Apache of PHP': {
      before: `${PHP}COPY site.conf /etc/apache2/sites-available/000-default.conf\n`,
      after: `${PHP}COPY site.conf /etc/apache2/sites-available/000-default.conf\nRUN ${PHP_OWN}\nUSER 33:33\n`,
      files: { 'site.conf': VHOST },
      filesAfter: { 'site.conf': VHOST.replace('*:80', '*:8080') },
    },
    'Caddy moves with its Caddyfile, and owns its folders': {
      before: CADDY,
      after: CADDY + CADDY_USER,
      files: { Caddyfile: SITE },
      filesAfter: { Caddyfile: SITE.replace('80', '8080') },
    },
    'Caddy moves with the Caddyfile of its image': {
      before: 'FROM caddy:2\nCOPY site /usr/share/caddy\n',
      after: `FROM caddy:2\nCOPY site /usr/share/caddy\n${CADDY_USER.replace(
        ' && install',
        " && sed -i 's/^:80/:8080/' /etc/caddy/Caddyfile && install",
      )}`,
    },
  },
  leaves: {
    'a tree is copied over the configuration of nginx': [
      'FROM nginx:1.27\nCOPY rootfs /\n',
      [1],
      /^line 2 copies to \/, so nginx is not moved here .*nginx-unprivileged:1\.27/,
    ],
    'nobody knows the configuration that is copied': [
      'FROM nginx:1.27\nCOPY site.conf /etc/nginx/conf.d/default.conf\n',
      [1],
      /^`nginx`: nginx serves as another user already/,
    ],
    'Apache loads TLS in a RUN': [
      `${PHP}RUN a2enmod ssl && a2ensite default-ssl\n`,
      [1],
      /^line 4 changes the ports or the TLS of Apache, .*by hand \(`Listen 8080`, `USER 33:33`\)/,
    ],
    'Apache reads a key': site('<VirtualHost *:80>\nSSLCertificateKeyFile /k\n', /serves TLS/),
    'Apache writes a log of root': site('ErrorLog /var/log/shop.log\n', /a log that only root/),
    'Apache includes what nobody looked at': site('Include shop/*.conf\n', /not looked at/),
    'Apache asks for the port': site(
      'RewriteCond %{SERVER_PORT} !^443$\n',
      /looks at the port itself/,
    ),
    'Apache serves as somebody else': site('User deploy\n', /serves as another user/),
    'Apache of an old PHP keeps its folders closed': [
      'FROM php:5.4-apache\nCOPY src .\n',
      [1],
      /^`apache2-foreground`: Apache serves as www-data/,
    ],
    'Caddy fetches certificates': {
      text: CADDY,
      lines: [1],
      files: { Caddyfile: 'shop.example {\n\tfile_server\n}\n' },
      reason: /^Caddyfile has the site `shop\.example`, which needs 443 as well: `http_port 8080`/,
    },
    'HAProxy drops root, in lines that are named': {
      text: 'FROM debian:12\nCOPY haproxy.cfg /etc/haproxy/haproxy.cfg\nCMD ["haproxy", "-f", "/etc/haproxy/haproxy.cfg"]\n',
      lines: [1],
      files: { 'haproxy.cfg': 'global\n  chroot /var/lib/haproxy\nfrontend web\n  bind *:80\n' },
      reason: /here that is haproxy\.cfg:2 \(`chroot \/var\/lib\/haproxy`\), haproxy\.cfg:4/,
    },
  },
});

describe('a configuration moves', () => {
  it.each([
    ['Listen 80', 'Listen 8080'],
    ['Listen [::]:80\n', 'Listen [::]:8080\n'],
    ['<VirtualHost *:80 [::]:80>', '<VirtualHost *:8080 [::]:8080>'],
    ['# Listen 80\nListen 8000', '# Listen 80\nListen 8000'],
  ])('of Apache from %j to %j', (before, after) => {
    expect(applied(before, moveApache(before, 80, 8080))).toBe(after);
  });

  it.each([
    [':80\nfile_server', ':8080\nfile_server'],
    [
      '(common) {\n a\n}\nhttp://:80, :9000 {\n b {\n }\n}',
      '(common) {\n a\n}\nhttp://:8080, :9000 {\n b {\n }\n}',
    ],
    ['{\n email a@b\n}\n:80 { # all\n}', '{\n email a@b\n}\n:8080 { # all\n}'],
  ])('of Caddy from %j to %j', (before, after) => {
    expect(applied(before, moveCaddy(before, 80, 8080))).toBe(after);
  });

  it.each(['localhost', ':443', '{$SITE}', '{\n http_port 81\n}\n:80', 'example.com, :80 {\n}'])(
    'of Caddy from %j to nowhere',
    (text) => {
      expect(moveCaddy(text, 80, 8080).edits).toBeNull();
    },
  );
});

function applied(text: string, { edits }: ReturnType<typeof moveCaddy>): string {
  return (edits ?? []).reduceRight(
    (now, { span, text: by }) => now.slice(0, span.start) + by + now.slice(span.end),
    text,
  );
}
