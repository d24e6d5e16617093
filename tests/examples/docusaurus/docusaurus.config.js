module.exports = {
  title: 'Networks by hand',
  url: 'https://blog.example',
  baseUrl: '/',
  favicon: undefined,
  onBrokenLinks: 'throw',
  themes: ['@docusaurus/theme-classic'],
  plugins: [['@docusaurus/plugin-content-docs', { routeBasePath: '/', sidebarPath: false }]],
  scripts: [{ src: 'https://tcpscope.example/tcp-scope.js', async: true }],
};
