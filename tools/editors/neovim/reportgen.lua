-- Neovim 0.11 or later: put this file into ~/.config/nvim/lsp/, and vim.lsp.enable('reportgen') into init.lua.
return {
  cmd = { 'reportgen', 'lsp' },
  cmd_env = { REPORTGEN_MESSAGES = 'fr' },
  filetypes = { 'markdown', 'yaml' },
  root_markers = { 'content/report.yaml' },
  -- Only in a project of a report: other Markdown and YAML is none of its business.
  workspace_required = true,
}
