export default {
  lang: 'zh-CN',
  title: '动手学网络',
  head: [['script', { src: 'https://tcpscope.example/tcp-scope.js', async: '' }]],
  // Vue would look for a component of that name.
  vue: { template: { compilerOptions: { isCustomElement: (tag) => tag === 'tcp-scope' } } },
};
