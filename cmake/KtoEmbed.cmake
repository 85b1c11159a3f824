# kto_embed(TARGET FILE SYMBOL): compiles the bytes of FILE into TARGET as
#   namespace kto::embedded { extern const unsigned char SYMBOL[]; extern const std::size_t SYMBOL_size; }
set(KTO_EMBED_SCRIPT ${CMAKE_CURRENT_LIST_DIR}/embed.cmake)
function(kto_embed target file symbol)
  get_filename_component(file ${file} ABSOLUTE)
  set(output ${CMAKE_CURRENT_BINARY_DIR}/embedded/${symbol}.cpp)
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DINPUT=${file} -DOUTPUT=${output} -DSYMBOL=${symbol} -P ${KTO_EMBED_SCRIPT}
    DEPENDS ${file} ${KTO_EMBED_SCRIPT}
    VERBATIM)
  target_sources(${target} PRIVATE ${output})
endfunction()
