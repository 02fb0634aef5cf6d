module.exports = { layout: "article.njk", permalink: (data) => `${data.slug}.html` };
