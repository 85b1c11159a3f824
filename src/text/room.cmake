# ICU and Boost.Locale are linked here and nowhere else.
target_link_libraries(kto_text PRIVATE PkgConfig::ICU Boost::locale Threads::Threads)

# The message catalogues are compiled to gettext's binary form and become part of the library: at run
# time no file is looked for.
foreach(language IN ITEMS ru en)
  set(kto_po ${CMAKE_CURRENT_SOURCE_DIR}/src/text/messages/${language}.po)
  set(kto_mo ${CMAKE_CURRENT_BINARY_DIR}/messages/${language}.mo)
  add_custom_command(
    OUTPUT ${kto_mo}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${CMAKE_CURRENT_BINARY_DIR}/messages
    COMMAND ${KTO_MSGFMT} --check-format --check-header -o ${kto_mo} ${kto_po}
    DEPENDS ${kto_po}
    VERBATIM)
  kto_embed(kto_text ${kto_mo} messages_${language})
endforeach()
